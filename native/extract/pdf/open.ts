import { fileURLToPath } from "node:url";
import { getDocumentProxy } from "unpdf";
import { AppError } from "#contract/errors.ts";
import { failures } from "../failures.ts";

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

const maxPages = 50_000;

/** Opens a PDF; one whose user password is empty opens like any other. @throws AppError password-needed, file-damaged */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    const document = await getDocumentProxy(bytes, {
      verbosity: 0,
      // Without the character maps, Chinese, Japanese and Korean text without embedded fonts is lost
      cMapUrl: folderOf("pdfjs-dist/cmaps/"),
      cMapPacked: true,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      stopAtErrors: false,
      maxImageSize: 1,
    });
    if (document.numPages > maxPages) throw failures.damaged("PDF", null);
    return document;
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && error.name === "PasswordException")
      throw failures.passwordNeeded("PDF");
    throw failures.damaged("PDF", error);
  }
}

function folderOf(path: string): string {
  const packageFile = fileURLToPath(
    import.meta.resolve("pdfjs-dist/package.json"),
  );
  return packageFile.replace(/pdfjs-dist[\\/]package\.json$/, path);
}
