/** Where the WIT lies. */
export const WIT: string;
/** Where layout.rs lies. */
export const LAYOUT: string;
/** The text of layout.rs for a WIT document. */
export function layoutSource(wit: string): string;
