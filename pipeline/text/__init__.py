"""From bytes to paragraphs: decoding, lines, pages, widths, and the way back to the source."""
