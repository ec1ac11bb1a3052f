package dev.waymark.runbooks.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgDrawingTest {

  @Test
  void everyNodeIsDrawnWithItsKindTitleAndLink() throws Exception {
    Document svg = read(SvgDrawing.inline(SampleGraph.large(), none(), SampleGraph::anchor));
    List<String> links = attributes(svg, "a", "href");
    assertThat(links).hasSize(SampleGraph.large().nodes().size() + 1);
    assertThat(links).contains("#scope", "#c13", "#prevention", "#front-door.md#origin");
    assertThat(attributes(svg, "a", "class")).contains("tree-node tree-question");
    assertThat(texts(svg, "title")).contains("query: Which backends fail?");
  }

  @Test
  void theRootStandsOnTopAndTheEndsAtTheBottom() throws Exception {
    Document svg = read(SvgDrawing.inline(SampleGraph.large(), none(), SampleGraph::anchor));
    double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
    assertThat(top(svg, "#scope")).isLessThan(30);
    assertThat(top(svg, "#prevention")).isGreaterThan(height * 0.9);
  }

  @Test
  void strictContentSecurityHolds() throws Exception {
    for (WalkHighlight highlight :
        List.of(none(), WalkHighlight.along(List.of("scope", "reasons")))) {
      Document svg = read(SvgDrawing.inline(SampleGraph.large(), highlight, SampleGraph::anchor));
      assertThat(elements(svg, "*"))
          .allSatisfy(
              element -> {
                assertThat(element.getTagName()).isNotIn("style", "script", "foreignObject");
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                  assertThat(((Attr) element.getAttributes().item(i)).getName())
                      .isNotIn("style", "id")
                      .doesNotStartWith("on");
                }
              });
    }
  }

  @Test
  void whatAuthorsWriteNeverBecomesMarkup() throws Exception {
    TreeGraph hostile =
        SampleGraph.parse(
            """
            query a </text><script>alert(1)</script>
            cause b "onload="alert(1)" x="
            a > b failed "]]><x/>
            a > b.md#" - &lt;<img
            """);
    String text = SvgDrawing.inline(hostile, none(), id -> Optional.of("/e?a=1&b=\"" + id));
    Document svg = read(text);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(attributes(svg, "a", "href")).contains("/e?a=1&b=\"a");
    assertThat(texts(svg, "title")).contains("query: </text><script>alert(1)</script>");
    assertThat(read(SvgDrawing.file(hostile)).getDocumentElement().getTagName()).isEqualTo("svg");
  }

  @Test
  void controlCharactersDoNotBreakTheDocument() throws Exception {
    TreeGraph graph = SampleGraph.parse("query a Bell \u0007 and \ud800 half\n");
    assertThat(texts(read(SvgDrawing.file(graph)), "title"))
        .contains("query: Bell \ufffd and \ufffd half");
  }

  @Test
  void aPictureIsAnImageAndOneWithLinksAGroup() throws Exception {
    Element image = read(SvgDrawing.file(SampleGraph.small())).getDocumentElement();
    assertThat(image.getAttribute("role")).isEqualTo("img");
    assertThat(image.getAttribute("aria-label"))
        .isEqualTo("Decision tree: Key Vault <denies> requests");
    Element group =
        read(SvgDrawing.inline(SampleGraph.small(), none(), SampleGraph::anchor))
            .getDocumentElement();
    assertThat(group.getAttribute("role")).isEqualTo("group");
  }

  @Test
  void aWalkIsMarked() throws Exception {
    WalkHighlight walk = WalkHighlight.along(List.of("who", "firewall", "narrow", "widen", "who"));
    Document svg = read(SvgDrawing.inline(SampleGraph.small(), walk, SampleGraph::anchor));
    List<String> taken =
        elements(svg, "*").stream()
            .map(element -> element.getAttribute("class"))
            .filter(name -> name.contains("tree-taken"))
            .toList();
    assertThat(taken)
        .containsExactlyInAnyOrder(
            "tree-edge tree-failed tree-taken",
            "tree-edge tree-plain tree-taken",
            "tree-edge tree-plain tree-taken",
            "tree-exit tree-failed tree-taken",
            "tree-node tree-query tree-taken tree-current",
            "tree-node tree-question tree-taken",
            "tree-node tree-cause tree-taken",
            "tree-node tree-action tree-taken");
    assertThat(attributes(svg, "a", "aria-current")).containsOnlyOnce("step");
  }

  @Test
  void edgesBetweenTheSameNodesShareALine() throws Exception {
    TreeGraph graph =
        SampleGraph.parse(
            """
            query a Is it up?
            query b Is it slow?
            a > b degraded rows.size() > 2
            a > b degraded rows.size() > 1
            a > b unknown otherwise
            """);
    Document svg = read(SvgDrawing.file(graph));
    assertThat(texts(svg, "tspan")).containsExactly("△ degraded", "? unknown");
    assertThat(texts(svg, "title"))
        .contains(
            """
            degraded: rows.size() > 2 → Is it slow?
            degraded: rows.size() > 1 → Is it slow?
            unknown: otherwise → Is it slow?""");
  }

  @Test
  void whereManyEdgesArriveOnlyTheFirstIsALine() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.append("query q%d Step %d\n".formatted(i, i));
    }
    text.append("cause c Calm\n");
    for (int i = 0; i < 6; i++) {
      text.append("q%d > c healthy x\n".formatted(i));
      text.append(i == 5 ? "" : "q%d > q%d failed otherwise\n".formatted(i, i + 1));
    }
    Document svg = read(SvgDrawing.file(SampleGraph.parse(text.toString())));
    assertThat(texts(svg, "tspan")).containsOnlyOnce("✓ healthy");
    assertThat(texts(svg, "text")).filteredOn("✓ healthy → Calm"::equals).hasSize(5);
  }

  @Test
  void theSameGraphIsAlwaysDrawnTheSame() {
    assertThat(SvgDrawing.file(SampleGraph.large()))
        .isEqualTo(SvgDrawing.file(SampleGraph.large()));
  }

  @Test
  void aFileBringsItsStyleForDarkAndLight() throws Exception {
    Document svg = read(SvgDrawing.file(SampleGraph.small()));
    assertThat(texts(svg, "style")).singleElement().asString().contains("prefers-color-scheme");
  }

  @Test
  void aTreeTooLargeToReadIsRefusedInWords() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 251; i++) {
      text.append("query q%d Step\n".formatted(i));
    }
    Document svg = read(SvgDrawing.file(SampleGraph.parse(text.toString())));
    assertThat(texts(svg, "text"))
        .containsExactly(
            "251 nodes and 0 edges are too many to draw (at most 250 and 600): see the tree as text.");
  }

  private static WalkHighlight none() {
    return WalkHighlight.none();
  }

  private static Document read(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList found = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> attributes(Document svg, String element, String attribute) {
    return elements(svg, element).stream().map(e -> e.getAttribute(attribute)).toList();
  }

  private static List<String> texts(Document svg, String element) {
    return elements(svg, element).stream().map(Element::getTextContent).toList();
  }

  private static double top(Document svg, String link) {
    Element node =
        elements(svg, "a").stream()
            .filter(a -> a.getAttribute("href").equals(link))
            .findFirst()
            .orElseThrow();
    Element text = (Element) node.getElementsByTagName("text").item(0);
    return Double.parseDouble(text.getAttribute("y")) - 18;
  }
}
