import { oc } from "@orpc/contract";
import { appErrorData } from "./errors.ts";

/** Every call may fail with one typed error, `APP`, whose data is an AppErrorData. */
export const call = oc.errors({
  APP: { status: 422, message: "An expected failure", data: appErrorData },
});
