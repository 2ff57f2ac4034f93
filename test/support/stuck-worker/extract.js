// A parser in an endless loop: it takes the first message and never comes back
process.on("message", () => {
  for (;;);
});
