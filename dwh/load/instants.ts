/** Start of the first version and end of the last: every fact finds a version. */
export const FIRST_INSTANT = "CAST('1900-01-01 00:00:00.000' AS datetime2(3))";
export const LAST_INSTANT = "CAST('9999-12-31 00:00:00.000' AS datetime2(3))";
