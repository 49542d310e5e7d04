interface ServiceTextProps {
  /** The service's text, in English. */
  readonly text: string;
  /** In the page's language; none for a page in English, and for a text without a code. */
  readonly translation: string | undefined;
}

/** A text that the service has written, in the page's language if that has it. */
export const ServiceText = ({ text, translation }: ServiceTextProps) =>
  translation === undefined ? <span lang="en">{text}</span> : <span>{translation}</span>;
