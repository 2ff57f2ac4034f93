import { z } from "zod";

/** Branded ids: a document id can't be passed where a turn id is meant. All are random UUIDs. */
export const workspaceId = z.uuid().brand<"WorkspaceId">();
export const documentId = z.uuid().brand<"DocumentId">();
export const jobId = z.uuid().brand<"JobId">();
export const conversationId = z.uuid().brand<"ConversationId">();
export const turnId = z.uuid().brand<"TurnId">();
/** A capability to read files that the person dropped or picked: it names no path, and is spent when used. */
export const grantId = z.uuid().brand<"GrantId">();
/** The name of a model's folder or file below the models folder. */
export const modelId = z.string().min(1).max(255).brand<"ModelId">();

export type WorkspaceId = z.infer<typeof workspaceId>;
export type DocumentId = z.infer<typeof documentId>;
export type JobId = z.infer<typeof jobId>;
export type ConversationId = z.infer<typeof conversationId>;
export type TurnId = z.infer<typeof turnId>;
export type GrantId = z.infer<typeof grantId>;
export type ModelId = z.infer<typeof modelId>;
