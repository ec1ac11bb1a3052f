package dev.waymark.runbooks.query;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.run.ParameterValues;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values that mean harm, the same ones in every run, and the ways in which they come in. */
public final class HostileValues {
  /** A resource's id without fault. */
  public static final String RESOURCE =
      "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/group/providers"
          + "/Microsoft.Web/sites/name";

  /** Letters that Azure lets a resource's name have, and that mean something elsewhere. */
  private static final String ODD_LETTERS = "aZ9 ._()@*$;=+!'~|{}[]-äß漢١";

  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "\\",
          "`",
          "$",
          "$(id)",
          "${x}",
          "${value}",
          ";",
          "|",
          "&&",
          "\n",
          "\r\n",
          "\0",
          "--output",
          "-",
          "@",
          "=@",
          "@/etc/passwd",
          "#",
          "//",
          "/",
          "..",
          "?",
          "%2e%2e",
          "%",
          ":",
          "://",
          "[",
          "]",
          "{",
          "}",
          ",",
          "<<",
          ">",
          "*",
          "!",
          "&",
          "\u2028",
          "\u0085",
          "\uFEFF",
          "😀",
          "\uD83D",
          "é",
          " ",
          "\t",
          "let x = 1;",
          "```",
          "'''",
          "h'",
          "@\"",
          "evil.com",
          "Host: x",
          "- a",
          ": b",
          "null",
          "true",
          "~");

  private HostileValues() {}

  /** The pieces, and strings of them at random. */
  public static List<String> texts(int count) {
    Random random = new Random(7);
    Stream<String> mixed = IntStream.range(0, count).mapToObj(i -> mixed(random));
    return Stream.concat(PIECES.stream(), mixed).filter(value -> !value.isBlank()).toList();
  }

  /** Ids of resources with odd names, and such with something else in them. */
  public static List<String> resources(int count) {
    Random random = new Random(11);
    return IntStream.range(0, count)
        .mapToObj(i -> i % 2 == 0 ? withOddName(random) : disturbed(random, RESOURCE))
        .toList();
  }

  /** Texts like a good one, with something else in them. */
  public static List<String> like(String good, int count) {
    Random random = new Random(13);
    return IntStream.range(0, count).mapToObj(i -> disturbed(random, good)).toList();
  }

  private static String mixed(Random random) {
    StringBuilder value = new StringBuilder();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      value.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return value.toString();
  }

  private static String withOddName(Random random) {
    StringBuilder name = new StringBuilder();
    for (int n = 1 + random.nextInt(8); n > 0; n--) {
      name.append(ODD_LETTERS.charAt(random.nextInt(ODD_LETTERS.length())));
    }
    return RESOURCE + name + (random.nextInt(4) == 0 ? "/slots/" + name : "");
  }

  private static String disturbed(Random random, String good) {
    int at = random.nextInt(good.length() + 1);
    int end = random.nextBoolean() ? at : Math.min(good.length(), at + random.nextInt(12));
    return good.substring(0, at) + mixed(random) + good.substring(end);
  }

  /** What a person or an alert gives as a parameter; empty where it's refused. */
  public static Optional<Object> given(ParameterType type, String value) {
    Parameter parameter =
        new Parameter(
            "value", type, "", Optional.empty(), Optional.empty(), List.of(), new SourceSpan(0, 0));
    ParameterValues read = ParameterValues.read(List.of(parameter), Map.of("value", value));
    return Optional.ofNullable(read.values().get("value"));
  }

  /** A fence with a value that a step remembered; empty where it isn't sent. */
  public static Optional<BoundQuery> remembered(
      FenceKind kind, String template, Map<String, String> options, Object value, String... names) {
    SourceFile file = new SourceFile("fence", template);
    SourceSpan span = new SourceSpan(0, template.length());
    Fence fence = new Fence(kind, options, Excerpt.of(file, span), span);
    CompiledCheck check = new CompiledCheck(fence, List.of(names), List.of(), List.of());
    Binding binding = Binding.of(check, Map.of(), Map.of("value", value));
    return binding instanceof Binding.Bound bound ? Optional.of(bound.query()) : Optional.empty();
  }
}
