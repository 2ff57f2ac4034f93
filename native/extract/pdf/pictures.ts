import { getResolvedPDFJS } from "unpdf";
import { openPdf, type PdfDocument } from "./open.ts";

// A scan shows itself on its first pages
const mostPages = 3;
/** A page of 600 dots an inch in A3 has 70 million. */
const maxPicturePixels = 100_000_000;

/** Whether the first pages of a PDF without text hold pictures, as scans do; else it is blank. */
export async function hasPictures(document: PdfDocument): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painting = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintImageMaskXObjectRepeat,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintInlineImageXObjectGroup,
  ]);
  const again = await openPdf(await document.getData(), { maxPicturePixels });
  try {
    const pages = Math.min(again.numPages, mostPages);
    for (let number = 1; number <= pages; number += 1) {
      const page = await again.getPage(number);
      const { fnArray } = await page.getOperatorList();
      page.cleanup();
      if (fnArray.some((operation) => painting.has(operation))) return true;
    }
    return false;
  } finally {
    await again.loadingTask.destroy();
  }
}
