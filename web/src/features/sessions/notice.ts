/** Which wording of the notice was acknowledged; raised when the wording changes, so that it is asked for again. */
export const noticeVersion = '2026-11-1';
