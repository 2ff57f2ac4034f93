import { connect } from "../client/connect.ts";
import { startQuick } from "./start-quick.tsx";

startQuick(connect());
