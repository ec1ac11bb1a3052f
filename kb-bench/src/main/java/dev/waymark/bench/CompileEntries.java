package dev.waymark.bench;

import com.vladsch.flexmark.ext.autolink.AutolinkExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.parser.Parser;
import java.util.List;

/** P1: compiling entries on one thread against a bare parse of the same text by flexmark. */
final class CompileEntries implements Benchmark {
  @Override
  public String id() {
    return "P1";
  }

  @Override
  public String title() {
    return "compile entries on one thread, against a bare flexmark parse (throughput)";
  }

  @Override
  public Target target() {
    return Target.atLeast(0.5);
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public Rounds prepare() {
    Parser flexmark =
        Parser.builder()
            .extensions(
                List.of(
                    TablesExtension.create(),
                    TaskListExtension.create(),
                    StrikethroughExtension.create(),
                    AutolinkExtension.create()))
            .build();
    return new Slices(new GeneratedEntries(), flexmark);
  }

  private record Slices(GeneratedEntries entries, Parser flexmark) implements Rounds {
    @Override
    public double round() throws Exception {
      List<String> texts = entries.nextSlice();
      long compile = Stopwatch.nanos(() -> texts.forEach(GeneratedEntries::compile));
      long parse = Stopwatch.nanos(() -> texts.forEach(this::parse));
      return (double) parse / compile;
    }

    private void parse(String text) {
      if (flexmark.parse(text).getTextLength() != text.length()) {
        throw new IllegalStateException("not all of the text was parsed");
      }
    }
  }
}
