/** A script for a page: pastes a text into the composer, as the keyboard would. */
export const pasteText = (text: string): string => `{
  const data = new DataTransfer();
  data.setData("text/plain", ${JSON.stringify(text)});
  document.querySelector("[data-composer]").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
  );
}`;
