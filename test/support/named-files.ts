import { JobStore } from "#core/jobs/job-store.ts";
import { DocumentTable } from "#core/library/documents/document-table.ts";
import { namedDocuments } from "#core/library/documents/named-documents.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { testDatabase } from "./test-database.ts";

/** A library of files of the default workspace, and what a question names of them. */
export function library() {
  const db = testDatabase();
  const workspaces = new WorkspaceStore(db, systemClock);
  const own = workspaces.default().id;
  const table = new DocumentTable(db);
  let added = 0;
  const add = (name: string, workspaceId: string = own, isIndexed = true) => {
    const { id: jobId } = new JobStore(db, systemClock).create({
      workspaceId,
      kind: "index",
      label: name,
      paths: [],
    });
    const id = table.insert({
      workspaceId,
      jobId,
      path: `/${added++}/${name}`,
      name,
      sizeBytes: 1,
      modifiedMs: 1,
      status: "queued",
      reason: null,
      addedAt: 1,
    });
    if (isIndexed)
      for (const step of ["claim", "embed", "index"] as const)
        table.move(step, [id]);
  };
  const read = (question: string) => {
    const { documents, rest } = namedDocuments(db, [own], question);
    return { names: documents.map(({ name }) => name).sort(), rest };
  };
  return { db, own, workspaces, add, read };
}

/** What each question names among these files. */
export function namesIn(...files: string[]) {
  const { add, read } = library();
  for (const name of files) add(name);
  return read;
}
