import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fakeEmbedder, smallModel } from "./fake-embedder.ts";
import { fakeExtractor } from "./fake-extractor.ts";
import {
  type LibraryFixture,
  openLibrary,
  temporaryFolder,
} from "./library-fixture.ts";

/** A library that has started, a folder of files to add to it, and an extractor and embedder that do as they are told. */
export class IndexingHarness {
  readonly temporary = temporaryFolder();
  readonly files = join(this.temporary.path, "files");
  readonly extractor = fakeExtractor();
  readonly embedder = fakeEmbedder(smallModel);
  /** Assign another to go on with the same folder after closing this one. */
  fixture: LibraryFixture;

  constructor() {
    mkdirSync(this.files);
    this.fixture = this.open();
    this.fixture.library.recover();
  }

  open(
    parts: Pick<Parameters<typeof openLibrary>[0], "index" | "clock"> = {},
  ): LibraryFixture {
    const dataFolder = join(this.temporary.path, "data");
    mkdirSync(dataFolder, { recursive: true });
    return openLibrary({
      dataFolder,
      extractor: this.extractor,
      embedder: this.embedder,
      ...parts,
    });
  }

  write(
    name: string,
    text = `This is ${name}.\n\nIt has a second paragraph.`,
  ): string {
    const path = join(this.files, name);
    writeFileSync(path, text);
    return path;
  }

  add(paths: string[] = [this.files]) {
    const { library, workspaceId } = this.fixture;
    return library.add({ workspaceId, paths });
  }

  async addAll(paths?: string[]) {
    return this.fixture.reached(this.add(paths).jobId, "done");
  }

  async rows(): Promise<number> {
    const { workspaces, workspaceId, index } = this.fixture;
    const key = workspaces.activeIndex(workspaceId);
    return key === null ? 0 : (await index.open(key)).countRows();
  }

  listed() {
    return this.fixture.library.list({
      workspaceId: this.fixture.workspaceId,
      offset: 0,
      limit: 500,
      filter: "",
    });
  }

  chunksInDatabase(): number {
    return this.listed().documents.reduce((sum, { chunks }) => sum + chunks, 0);
  }

  async close(): Promise<void> {
    await this.fixture.close();
    this.temporary.remove();
  }
}
