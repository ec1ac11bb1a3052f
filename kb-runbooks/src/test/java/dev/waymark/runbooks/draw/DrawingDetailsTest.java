package dev.waymark.runbooks.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which edges become lines, how lines are labelled, and how texts are cut and escaped. */
class DrawingDetailsTest {
  private static final TreeGraph AGAIN =
      new TreeGraph(
          "a",
          "A",
          List.of(
              new Vertex("q", NodeKind.QUERY, "Is it up?", 7),
              new Vertex("e", NodeKind.ESCALATION, "Escalation", 9)),
          List.of(
              new Edge(
                  "q",
                  "q",
                  Optional.of(State.UNKNOWN),
                  "otherwise",
                  Optional.of(Duration.ofSeconds(90))),
              new Edge("q", "e", Optional.of(State.FAILED), "")));

  @Test
  void whatIsAskedAgainIsWrittenAndNotDrawn() throws Exception {
    assertThat(TextDrawing.draw(AGAIN))
        .isEqualTo(
            """
            A (a)

            Is it up? [query, line 7]
            ├─ unknown: otherwise -> ask again after 90s
            └─ failed -> Escalation [escalation, line 9]
            """);
    assertThat(MermaidDrawing.draw(AGAIN))
        .isEqualTo(
            """
            flowchart TD
              n0["Is it up?"]
              n1{{"Escalation"}}
              n0 -->|"unknown: otherwise, again after 90s"| n0
              n0 -->|"failed"| n1
            """);
    JsonNode json = new ObjectMapper().readTree(JsonDrawing.draw(AGAIN));
    assertThat(json.get("edges").get(0))
        .hasToString(
            "{\"from\":\"q\",\"to\":\"q\",\"state\":\"unknown\",\"when\":\"otherwise\",\"askAgainAfter\":\"90s\"}");
    assertThat(json.get("edges").get(1).has("askAgainAfter")).isFalse();
    assertThat(exits(AGAIN)).containsExactly("q>q");
    assertThat(AGAIN.describe(AGAIN.edges().get(0)))
        .isEqualTo("unknown: otherwise → ask again after 90s");
  }

  @Test
  void whatLeadsBackUpIsAnExit() {
    TreeGraph graph =
        SampleGraph.parse(
            """
            query a A
            query b B
            query c C
            a > b failed x
            b > c failed x
            c > a healthy x
            c > c degraded x
            a > c healthy x
            """);
    assertThat(exits(graph)).containsExactlyInAnyOrder("c>a", "c>c");
  }

  @Test
  void whatComesOfAnActionIsAnExitWhereItIsDrawnElsewhere() {
    TreeGraph graph =
        SampleGraph.parse(
            """
            query a A
            action x X
            action y Y
            query d D
            escalation e E
            prevention p P
            a > x failed x
            a > y degraded x
            x > p healthy x
            x > e failed x
            x > d degraded x
            x > other.md failed x
            y > d failed x
            """);
    assertThat(exits(graph)).containsExactlyInAnyOrder("x>p", "x>e", "y>d");
  }

  @Test
  void ofManyLinesIntoANodeTheFirstIsDrawn() {
    String nodes =
        "query a A\nquery b B\nquery c C\nquery d D\nquery e E\ncause x X\na > b healthy 1\nb > c healthy 1\nc > d healthy 1\nd > e healthy 1\n";
    String four = nodes + "a > x failed 1\nb > x failed 1\nc > x failed 1\nd > x failed 1\n";
    assertThat(exits(SampleGraph.parse(four))).isEmpty();
    String five = four + "a > x degraded 2\ne > x failed 1\n";
    assertThat(exits(SampleGraph.parse(five)))
        .containsExactlyInAnyOrder("b>x", "c>x", "d>x", "e>x");
  }

  @Test
  void edgesBetweenTheSameNodesAreOneLine() {
    TreeGraph graph =
        SampleGraph.parse(
            """
            query a A
            query b B
            query c C
            a > b failed x
            a > c failed x
            a > b degraded y
            b > c - Yes
            b > c - No
            """);
    List<Line> lines = Line.of(graph, Set.of());
    assertThat(lines.stream().map(line -> line.from() + ">" + line.to() + " " + line.style()))
        .containsExactly("a>b plain", "a>c failed", "b>c plain");
    assertThat(EdgeLabel.of(lines.get(0)).parts())
        .containsExactly(
            new EdgeLabel.Part("failed", "✕ failed"), new EdgeLabel.Part("degraded", "△ degraded"));
    assertThat(EdgeLabel.of(lines.get(2)).parts())
        .containsExactly(new EdgeLabel.Part("plain", "Yes"), new EdgeLabel.Part("plain", "No"));
    assertThat(Line.of(graph, Set.copyOf(graph.edgesFrom("a")))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "HEALTHY, ✓ healthy",
    "DEGRADED, △ degraded",
    "FAILED, ✕ failed",
    "UNKNOWN, ? unknown"
  })
  void eachStateHasAMarkOfItsOwn(State state, String words) {
    assertThat(EdgeLabel.words(new Edge("a", "b", Optional.of(state), "x"))).isEqualTo(words);
  }

  @Test
  void aLabelWithoutWordsTakesNoRoom() {
    Line line = new Line(List.of(new Edge("a", "b", Optional.empty(), "")));
    assertThat(EdgeLabel.of(line).isEmpty()).isTrue();
    assertThat(EdgeLabel.of(line).size()).isEqualTo(new Layout.Size(0, 0));
  }

  @Test
  void aWalkMarksItsNodesAndItsWays() {
    WalkHighlight walk = WalkHighlight.along(List.of("a", "b", "a", "c"));
    assertThat(walk.nodes()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(walk.current()).contains("c");
    assertThat(walk.holds(new Edge("b", "a", Optional.empty(), ""))).isTrue();
    assertThat(walk.holds(new Edge("a", "c", Optional.empty(), ""))).isTrue();
    assertThat(walk.holds(new Edge("c", "a", Optional.empty(), ""))).isFalse();
    assertThat(walk.holds(new Edge("b", "c", Optional.empty(), ""))).isFalse();
    assertThat(WalkHighlight.along(List.of())).isEqualTo(WalkHighlight.none());
    assertThat(WalkHighlight.along(List.of("a")).current()).contains("a");
  }

  @Test
  void aGraphHasNodesOfDifferentNamesAndNoLooseEdge() {
    Vertex a = new Vertex("a", NodeKind.QUERY, "A", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeGraph("x", "X", List.of(), List.of()))
        .withMessage("a graph has nodes, and their ids differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeGraph("x", "X", List.of(a, a), List.of()))
        .withMessage("a graph has nodes, and their ids differ");
    Edge loose = new Edge("a", "b", Optional.empty(), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeGraph("x", "X", List.of(a), List.of(loose)))
        .withMessage("no such node: " + loose);
    Edge away = new Edge("a", "b.md#c", Optional.empty(), "");
    assertThat(new TreeGraph("x", "X", List.of(a), List.of(away)).edges()).containsExactly(away);
  }

  /** Decoding what Mermaid gets gives back the title. */
  @Test
  void mermaidShowsAnyTitle() {
    Random random = new Random(4);
    int[] points = "ab 1.-\"#;&<>[](){}|`*_\\/é😀漢\u202e,:?!'=…".codePoints().toArray();
    Pattern code = Pattern.compile("#(\\d+);");
    for (int i = 0; i < 2_000; i++) {
      StringBuilder title = new StringBuilder("x");
      for (int n = random.nextInt(12); n > 0; n--) {
        title.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String drawn =
          MermaidDrawing.draw(
              new TreeGraph(
                  "a",
                  "A",
                  List.of(new Vertex("q", NodeKind.QUERY, title.toString(), 1)),
                  List.of()));
      String quoted = drawn.substring(drawn.indexOf("n0[\"") + 4, drawn.lastIndexOf("\"]"));
      assertThat(quoted).matches("[\\p{L}\\p{Nd} ,:?!()'/=….#;]*");
      assertThat(
              code.matcher(quoted)
                  .replaceAll(
                      found ->
                          java.util.regex.Matcher.quoteReplacement(
                              Character.toString(Integer.parseInt(found.group(1))))))
          .isEqualTo(title.toString());
    }
  }

  @Test
  void mermaidCutsLongLabels() {
    Edge edge = new Edge("a", "b", Optional.of(State.FAILED), "x".repeat(60));
    TreeGraph graph =
        new TreeGraph(
            "g",
            "G",
            List.of(
                new Vertex("a", NodeKind.QUERY, "A", 1), new Vertex("b", NodeKind.CAUSE, "B", 2)),
            List.of(edge));
    assertThat(MermaidDrawing.draw(graph)).contains("-->|\"failed: " + "x".repeat(51) + "…\"| n1");
  }

  @Test
  void nothingOfATextIsLostWhereItIsNotCut() {
    Random random = new Random(9);
    int[] points = "ab WMil 漢😀é-".codePoints().toArray();
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      double width = 20 + random.nextInt(150);
      List<String> lines = Wrapping.wrap(text.toString(), 13, width, 99);
      assertThat(String.join("", lines).replace(" ", ""))
          .isEqualTo(text.toString().replace(" ", ""));
      for (String line : lines) {
        assertThat(line.codePointCount(0, line.length()) == 1 || Wrapping.width(line, 13) <= width)
            .as(text + " at " + width)
            .isTrue();
      }
      String fitted = Wrapping.fit(text.toString(), 13, width);
      assertThat(fitted.equals(text.toString()) || fitted.endsWith("…")).isTrue();
      assertThat(text.toString()).startsWith(fitted.replaceFirst("…$", ""));
      assertThat(Wrapping.wrap(text.toString(), 13, width, 2)).hasSizeLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§      ¦ 3 ¦ §§
          abc     ¦ 3 ¦ abc
          abcd    ¦ 3 ¦ ab…
          ab cd   ¦ 4 ¦ ab…
          abcd    ¦ 1 ¦ …
          😀b😀d  ¦ 3 ¦ 😀b…
          """)
  void shortensToALength(String text, int length, String shortened) {
    assertThat(Wrapping.shorten(text, length)).isEqualTo(shortened);
  }

  @Test
  void widthsAddUp() {
    assertThat(Wrapping.width("", 10)).isZero();
    assertThat(Wrapping.width("A", 10)).isEqualTo(667 * 1.1 * 10 / 1000);
    assertThat(Wrapping.width("~", 10)).isEqualTo(584 * 1.1 * 10 / 1000);
    assertThat(Wrapping.width(" ", 10)).isEqualTo(278 * 1.1 * 10 / 1000);
    assertThat(Wrapping.width("é", 10)).isEqualTo(600 * 1.1 * 10 / 1000);
    assertThat(Wrapping.width("漢", 10)).isEqualTo(Wrapping.width("😀", 10)).isEqualTo(11.0);
    assertThat(Wrapping.width("Ai", 20)).isEqualTo(2 * Wrapping.width("Ai", 10));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.04, 0",
    "0.05, 0.1",
    "1.25, 1.3",
    "-1.25, -1.2",
    "12, 12",
    "12.04, 12",
    "12.96, 13",
    "-3.5, -3.5",
    "1234567.8, 1234567.8"
  })
  void coordinatesHaveOneDecimal(double value, String written) {
    assertThat(XmlText.number(value)).isEqualTo(written);
  }

  @Test
  void noTextIsMarkup() {
    XmlText xml = new XmlText();
    xml.open("a", "b", "\"<>&'\n\t", "c", "");
    xml.text("d", "</d><!-- \u0000\u001B\ud800\uFFFE 😀", "e", "]]>");
    xml.empty("f").close("a");
    assertThat(xml)
        .hasToString(
            "<a b=\"&quot;&lt;&gt;&amp;'\n\t\" c=\"\"><d e=\"]]&gt;\">&lt;/d&gt;&lt;!--"
                + " \uFFFD\uFFFD\uFFFD\uFFFD 😀</d><f/></a>");
  }

  @Test
  void outlinesDifferByKind() {
    Layout.Box box = new Layout.Box(10, 20, 100, 40);
    assertThat(NodeOutline.of(Optional.of(NodeKind.QUERY), box))
        .isEqualTo(
            "M18 20h84a8 8 0 0 1 8 8v24a8 8 0 0 1 -8 8h-84a8 8 0 0 1 -8 -8v-24a8 8 0 0 1 8 -8z");
    assertThat(NodeOutline.of(Optional.of(NodeKind.ACTION), box))
        .isEqualTo(NodeOutline.of(Optional.of(NodeKind.QUERY), box))
        .isEqualTo(NodeOutline.of(Optional.empty(), box));
    assertThat(NodeOutline.of(Optional.of(NodeKind.CAUSE), box))
        .isEqualTo(
            "M30 20h60a20 20 0 0 1 20 20v0a20 20 0 0 1 -20 20h-60a20 20 0 0 1 -20 -20v-0a20 20 0 0 1 20 -20z")
        .isEqualTo(NodeOutline.of(Optional.of(NodeKind.PREVENTION), box));
    String question = NodeOutline.of(Optional.of(NodeKind.QUESTION), box);
    String escalation = NodeOutline.of(Optional.of(NodeKind.ESCALATION), box);
    assertThat(Set.of(question, escalation, NodeOutline.of(Optional.of(NodeKind.CAUSE), box)))
        .hasSize(3);
  }

  private static List<String> exits(TreeGraph graph) {
    return InlinedEdges.of(graph).stream()
        .map(edge -> edge.from() + ">" + edge.to())
        .collect(Collectors.toList());
  }
}
