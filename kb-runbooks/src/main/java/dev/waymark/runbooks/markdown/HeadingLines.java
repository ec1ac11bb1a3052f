package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.parser.block.BlockParserFactory;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.core.HeadingParser;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.regex.Pattern;

/**
 * Headings, looked for only in lines that may make one. flexmark by itself puts the paragraph so
 * far together again for each of its lines, in case that the next one underlines it: for a
 * paragraph of a few hundred indented lines that takes seconds.
 */
final class HeadingLines extends HeadingParser.Factory {
  private static final Pattern HEADING = Pattern.compile("#{1,6}(?:[ \\t]|$)|(?:=+|-+)[ \\t]*$");

  @Override
  public BlockParserFactory apply(DataHolder options) {
    BlockParserFactory headings = super.apply(options);
    return (state, matched) ->
        mayStandIn(state.getLine(), state.getNextNonSpaceIndex())
            ? headings.tryStart(state, matched)
            : BlockStart.none();
  }

  private static boolean mayStandIn(BasedSequence line, int from) {
    return HEADING.matcher(line).region(from, line.length()).lookingAt();
  }
}
