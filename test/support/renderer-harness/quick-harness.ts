import { startQuick } from "../../../renderer/app/start-quick.tsx";
import { fakeConnection } from "./fake-connection.ts";

startQuick(fakeConnection());
