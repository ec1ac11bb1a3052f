package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.source.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The operator {@code render}. */
final class RenderParser {
  private static final Set<String> CHARTS =
      Set.of(
          "anomalychart",
          "areachart",
          "barchart",
          "card",
          "columnchart",
          "graph",
          "ladderchart",
          "linechart",
          "list",
          "map",
          "piechart",
          "pivotchart",
          "plotly",
          "scatterchart",
          "stackedareachart",
          "table",
          "timechart",
          "timeline",
          "timepivot",
          "treemap",
          "sankey",
          "3Dchart",
          "none");

  private final TokenCursor cursor;
  private final NameParser nameParser;
  private final OptionParser optionParser;

  RenderParser(TokenCursor cursor, NameParser nameParser, OptionParser optionParser) {
    this.cursor = cursor;
    this.nameParser = nameParser;
    this.optionParser = optionParser;
  }

  Operator render(int start) {
    if (cursor.peek().kind() != TokenKind.WORD) {
      cursor.expected("a chart", "Write render timechart.");
      return new Operator.Render(cursor.spanFrom(start), new Name(cursor.here(), ""), List.of());
    }
    Name kind = nameParser.name("a chart");
    if (!CHARTS.contains(kind.text())) {
      cursor.issue(
          QueryIssue.SYNTAX,
          kind.span(),
          "`" + kind.text() + "` isn't a chart",
          Nearest.question(kind.text(), CHARTS)
              .orElse("Charts are timechart, barchart, piechart, table and others."));
    }
    List<Operator.Option> properties = renderOptions();
    if (cursor.skip("with")) {
      properties.addAll(optionParser.properties());
    }
    return new Operator.Render(cursor.spanFrom(start), kind, properties);
  }

  /** The older form of properties, without parentheses. */
  private List<Operator.Option> renderOptions() {
    var options = new ArrayList<Operator.Option>();
    while (cursor.peek().kind() == TokenKind.WORD && cursor.peek(1).is("=")) {
      options.addAll(optionParser.options());
      while (cursor.isAt(",") && cursor.peek(1).kind() == TokenKind.WORD) {
        cursor.next();
        if (!cursor.peek(1).is("=")) {
          cursor.next();
        }
      }
    }
    return options;
  }
}
