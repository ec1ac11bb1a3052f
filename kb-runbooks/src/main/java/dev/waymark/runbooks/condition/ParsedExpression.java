package dev.waymark.runbooks.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An expression as it was written, before its types are known: macros are calls here, not the loops
 * that CEL makes of them.
 */
final class ParsedExpression {
  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final Map<Long, CelExpr> nodes = new LinkedHashMap<>();
  private final Map<String, CelExpr> params = new LinkedHashMap<>();
  private final Map<String, CelExpr> remembered = new LinkedHashMap<>();
  private final Map<String, CelExpr> alert = new LinkedHashMap<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final boolean countsRows;

  ParsedExpression(String text, CelAbstractSyntaxTree tree) {
    this.text = text;
    this.tree = tree;
    walk(
        root(),
        node -> {
          nodes.put(node.id(), node);
          if (node.getKind() == Kind.SELECT) {
            String field = node.select().field();
            fields.add(field);
            if (isIdentifier(node.select().operand(), ConditionNames.PARAMS)) {
              params.putIfAbsent(field, node);
            } else if (isIdentifier(node.select().operand(), ConditionNames.REMEMBERED)) {
              remembered.putIfAbsent(field, node);
            } else if (isIdentifier(node.select().operand(), ConditionNames.ALERT)) {
              alert.putIfAbsent(field, node);
            }
          }
        });
    this.countsRows = nodes.values().stream().anyMatch(this::isRowCount);
  }

  String text() {
    return text;
  }

  CelAbstractSyntaxTree tree() {
    return tree;
  }

  CelExpr root() {
    return written(tree.getExpr());
  }

  /** All nodes as written, parents before children. */
  Iterable<CelExpr> nodes() {
    return nodes.values();
  }

  Optional<CelExpr> node(long id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /** Names behind {@code params.}, each with where it's first used. */
  Map<String, CelExpr> params() {
    return params;
  }

  /** Names behind {@code remembered.}, each with where it's first used. */
  Map<String, CelExpr> remembered() {
    return remembered;
  }

  /** Names behind {@code alert.}, each with where it's first used. */
  Map<String, CelExpr> alert() {
    return alert;
  }

  /** All names behind a dot: every column that is read is among them. */
  Set<String> fields() {
    return fields;
  }

  /** Whether it looks at the number of rows. */
  boolean countsRows() {
    return countsRows;
  }

  /** What the author wrote where CEL put a macro's expansion. */
  CelExpr written(CelExpr node) {
    CelExpr call = tree.getSource().getMacroCalls().get(node.id());
    return call == null ? node : call.toBuilder().setId(node.id()).build();
  }

  List<CelExpr> children(CelExpr node) {
    Stream<CelExpr> children =
        switch (node.getKind()) {
          case SELECT -> Stream.of(node.select().operand());
          case CALL -> Stream.concat(node.call().target().stream(), node.call().args().stream());
          case LIST -> node.list().elements().stream();
          case MAP -> node.map().entries().stream().flatMap(e -> Stream.of(e.key(), e.value()));
          case STRUCT -> node.struct().entries().stream().map(e -> e.value());
          case NOT_SET, CONSTANT, IDENT, COMPREHENSION -> Stream.empty();
        };
    return children.map(this::written).toList();
  }

  private void walk(CelExpr node, Consumer<CelExpr> visit) {
    visit.accept(node);
    for (CelExpr child : children(node)) {
      walk(child, visit);
    }
  }

  static boolean isIdentifier(CelExpr node, String name) {
    return node.getKind() == Kind.IDENT && node.ident().name().equals(name);
  }

  static boolean isCall(CelExpr node, String function) {
    return node.getKind() == Kind.CALL && node.call().function().equals(function);
  }

  static boolean isConstant(CelExpr node, CelConstant.Kind kind) {
    return node.getKind() == Kind.CONSTANT && node.constant().getKind() == kind;
  }

  /** {@code rows.size()} or {@code size(rows)}. */
  boolean isRowCount(CelExpr node) {
    if (!isCall(node, "size")) {
      return false;
    }
    List<CelExpr> of = children(node);
    return of.size() == 1 && isIdentifier(of.get(0), ConditionNames.ROWS);
  }
}
