import { startMain } from "../../../renderer/app/start-main.tsx";
import { fakeConnection } from "./fake-connection.ts";

startMain(fakeConnection());
