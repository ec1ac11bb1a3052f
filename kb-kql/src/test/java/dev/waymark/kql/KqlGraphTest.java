package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs: a triangle of roads a-b-c-a with a way out to d, and what can't be told of them. */
class KqlGraphTest {
  private static final String ROADS =
      """
      let Roads = datatable(s: string, t: string, km: long)
        ['a', 'b', 1, 'b', 'c', 2, 'c', 'a', 3, 'c', 'd', 4];
      let Towns = datatable(n: string, size: long)['a', 10, 'b', 20, 'c', 30];
      let Apart = datatable(s: string, t: string)['x', 'y', 'p', 'q', 'y', 'z'];
      let Map = Roads | make-graph s --> t with Towns on n;
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "Map | graph-to-table nodes¦a 10; b 20; c 30; d null",
        "Map | graph-to-table edges | count¦4",
        "Roads | make-graph s --> t with_node_id=town | graph-to-table nodes¦a; b; c; d",
        "Map | graph-to-table nodes with_node_id=h | where n == 'a' | project h == hash('a')¦true",
        "Map | graph-match (x)-[r]->(y) where r.km > 2 project x.n, y.n, r.km¦c a 3; c d 4",
        "Map | graph-match (x)<-[r]-(y) where x.n == 'a' project y.n¦c",
        "Map | graph-match (x)-[r]-(y) where x.n == 'a' project y.n, r.km¦b 1; c 3",
        "Map | graph-match (x)-->(y)-->(z) where x.n == 'b' project z.n¦a; d",
        "Map | graph-match (x) where isnull(x.size) project x.n¦d",
        "Map | graph-match (x)-[p*1..9]->(y) where x.n == 'a' and y.n == 'a' project k = map(p,"
            + " km)¦[1,2,3]",
        "Map | graph-match cycles=none (x)-[p*1..9]->(y) where x.n == 'a' project y.n, k = map(p,"
            + " km)¦b [1]; c [1,2]; d [1,2,4]",
        "Map | graph-match (x)-[p*0..1]->(y) where x.n == 'd' project y.n, k = map(p, km)¦d []",
        "Map | graph-match (x)-[p*2..3]->(y) where y.n == 'd' and all(p, km > 1) project i ="
            + " map(inner_nodes(p), n)¦[\"c\"]",
        "Map | graph-match (x)-[p*2..3]->(y) where y.n == 'd' and any(p, km == 1) project i ="
            + " map(inner_nodes(p), node_degree_out())¦[1,2]",
        "Map | graph-match (x)-[a]->(y), (y)-[b]->(z) where z.n == 'd' project x.n, y.n,"
            + " node_id(z)¦refused: A column without a name isn't evaluated here",
        "Map | graph-match (x)-[a]->(y), (y)-[b]->(z) where z.n == 'd' project x.n, y.n, d ="
            + " node_degree_in(z)¦b c 1",
        "Map | graph-shortest-paths (x)-[p*1..5]->(y) where x.n == 'a' and y.n == 'd' project k ="
            + " map(p, km)¦[1,2,4]",
        "Apart | make-graph s --> t with_node_id=n | graph-mark-components with_component_id=part |"
            + " graph-to-table nodes | summarize make_list(n) by part¦0 [\"x\",\"y\",\"z\"]; 1"
            + " [\"p\",\"q\"]",
        "Roads | extend g = iff(km < 3, 'low', 'high') | make-graph s --> t with (Towns | extend g"
            + " = 'low') on n partitioned-by g (graph-match (x)-[r]->(y) project x.n, r.km)¦a 1; b"
            + " 2; c 3; c 4",
        "let most = 2; Map | graph-match (x)-[p*2..most]->(y) where x.n == 'a' project y.n¦c",
        // What isn't told, is wrong, or has no end.
        "Map | graph-match (x)-[p]-(y)-[q]-(z) where x.n == 'a' project z.n¦refused: a match that"
            + " takes a node or an edge twice isn't evaluated here",
        "union Roads, Roads | make-graph s --> t with_node_id=n | graph-shortest-paths"
            + " (x)-[p*1..3]->(y) project x.n¦refused: which of several shortest paths is taken"
            + " isn't evaluated here",
        "Map | graph-match (x)-[p]->(y) project x¦refused: A node, an edge or a path as a value"
            + " isn't evaluated here",
        "Map | graph-match (x)-[p]->(y) project l = labels(x)¦refused: Labels of nodes and edges"
            + " isn't evaluated here",
        "Map | graph-match (x)-[p]->(y) project x.sise¦refused: There is no column `sise`",
        "Map | graph-match (x)-[p*1..2]->(y) project k = map(p, x.n)¦refused: There is no column"
            + " `x`",
        "Map | where n == 'a'¦refused: Rows are needed here, and this is a graph",
        "Map¦refused: Rows are needed here, and this is a graph",
        "Towns | join kind=inner Map on n¦refused: Rows are needed here, and this is a graph",
        "Towns | graph-match (x)-->(y) project x.n¦refused: A graph is needed here, and these are"
            + " rows",
        "Towns | make-graph n --> size¦refused: The ids of nodes and of the ends of edges are of"
            + " different types",
        "Roads | make-graph s --> t with (union Towns, Towns) on n | graph-to-table nodes¦refused:"
            + " which of the nodes with one id is kept isn't evaluated here",
        "graph('Simple') | graph-match (x) project x.n¦refused: `graph` as a table isn't evaluated"
            + " here",
      })
  void answersAsDocumented(String kql, String expected) {
    assertThat(KqlSemanticsTest.shown(ROADS + kql)).isEqualTo(expected);
  }
}
