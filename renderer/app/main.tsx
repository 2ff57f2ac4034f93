import { connect } from "../client/connect.ts";
import { startMain } from "./start-main.tsx";

startMain(connect());
