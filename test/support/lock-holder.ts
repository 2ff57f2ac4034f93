/** A process that takes the data folder it is given and keeps it until it is ended. */
import { acquireDataFolder } from "#native/files/data-folder-lock.ts";

acquireDataFolder(process.argv[2] ?? "");
process.send?.("held");
