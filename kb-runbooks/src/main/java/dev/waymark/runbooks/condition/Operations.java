package dev.waymark.runbooks.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes operations of an expression that type-checks. CEL reads and checks; evaluating is done
 * here, since CEL's own evaluators take some 500 ns for each row of an answer, and this takes a
 * tenth.
 */
final class Operations {
  private final ParsedExpression expression;
  private final CelAbstractSyntaxTree checked;
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private int mostSlots;

  private Operations(ParsedExpression expression, CelAbstractSyntaxTree checked) {
    this.expression = expression;
    this.checked = checked;
  }

  /** An operation with the number of its loop variables. */
  record Compiled(Operation operation, int variables) {}

  /** A part that CEL knows and conditions don't have. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CelExpr node;

    Unsupported(CelExpr node) {
      super("not supported", null, false, false);
      this.node = node;
    }

    CelExpr node() {
      return node;
    }
  }

  /**
   * The operation of a whole expression.
   *
   * @param checked the same with its types
   * @throws Unsupported if a part can't be evaluated here
   */
  static Compiled of(ParsedExpression expression, CelAbstractSyntaxTree checked) {
    Operations operations = new Operations(expression, checked);
    Operation root = operations.of(expression.root());
    return new Compiled(root, operations.mostSlots);
  }

  private Operation of(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT -> constant(node);
      case IDENT -> identifier(node);
      case SELECT -> select(node);
      case CALL -> call(node);
      case LIST -> list(node);
      case MAP -> map(node);
      case NOT_SET, STRUCT, COMPREHENSION -> throw new Unsupported(node);
    };
  }

  private static Operation constant(CelExpr node) {
    CelConstant constant = node.constant();
    Object value =
        switch (constant.getKind()) {
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case DOUBLE_VALUE -> constant.doubleValue();
          case STRING_VALUE -> constant.stringValue();
          case NULL_VALUE -> NullValue.NULL_VALUE;
          default -> throw new Unsupported(node);
        };
    return frame -> value;
  }

  private Operation identifier(CelExpr node) {
    String name = node.ident().name();
    Integer slot = slots.get(name);
    if (slot != null) {
      int at = slot;
      return frame -> frame.variable(at);
    }
    return switch (name) {
      case ConditionNames.ROWS -> frame -> frame.tracked().rows();
      case ConditionNames.ROW -> frame -> frame.tracked().row();
      case ConditionNames.PARAMS -> frame -> frame.tracked().params();
      case ConditionNames.REMEMBERED -> frame -> frame.tracked().remembered();
      case ConditionNames.ALERT -> frame -> frame.tracked().alert();
      case ConditionNames.SINCE -> frame -> frame.tracked().since();
      default -> throw new Unsupported(node);
    };
  }

  private Operation select(CelExpr node) {
    Operation operand = of(expression.written(node.select().operand()));
    String field = node.select().field();
    return frame -> Fields.read(operand.of(frame), field);
  }

  private Operation list(CelExpr node) {
    List<Operation> elements = expression.children(node).stream().map(this::of).toList();
    return frame -> {
      List<Object> values = new ArrayList<>(elements.size());
      for (Operation element : elements) {
        Object value = element.of(frame);
        if (value instanceof Failure) {
          return value;
        }
        values.add(value);
      }
      return values;
    };
  }

  private Operation map(CelExpr node) {
    List<Operation> parts = expression.children(node).stream().map(this::of).toList();
    return frame -> {
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < parts.size(); i += 2) {
        Object key = parts.get(i).of(frame);
        Object value = parts.get(i + 1).of(frame);
        if (key instanceof Failure || value instanceof Failure) {
          return key instanceof Failure ? key : value;
        }
        if (values.put(key, value) != null) {
          return new Failure("the key " + ShortValue.value(key) + " stands twice in a map");
        }
      }
      return values;
    };
  }

  private Operation call(CelExpr node) {
    List<CelExpr> parts = expression.children(node);
    String function = node.call().function();
    return switch (function) {
      case "_&&_" -> both(of(parts.get(0)), of(parts.get(1)), false);
      case "_||_" -> both(of(parts.get(0)), of(parts.get(1)), true);
      case "_?_:_" -> choice(of(parts.get(0)), of(parts.get(1)), of(parts.get(2)));
      case "has" -> has(parts.get(0));
      case "exists", "all", "exists_one", "map", "filter" -> loop(node, parts);
      default -> function(node, function, parts);
    };
  }

  /** {@code ||} where {@code decides} is true, else {@code &&}. */
  private static Operation both(Operation left, Operation right, boolean decides) {
    return frame -> {
      Object first = left.of(frame);
      if (first instanceof Boolean value && value == decides) {
        return first;
      }
      if (!(first instanceof Boolean || first instanceof Failure)) {
        return Failure.types(decides ? "||" : "&&", first);
      }
      Object second = right.of(frame);
      if (second instanceof Boolean value && value == decides) {
        return second;
      }
      if (first instanceof Failure) {
        return first;
      }
      return second instanceof Boolean || second instanceof Failure
          ? second
          : Failure.types(decides ? "||" : "&&", second);
    };
  }

  private static Optional<Object> firstFailure(Object first, Object second) {
    return first instanceof Failure
        ? Optional.of(first)
        : Optional.of(second).filter(Failure.class::isInstance);
  }

  private static Operation choice(Operation condition, Operation yes, Operation no) {
    return frame -> {
      Object value = condition.of(frame);
      if (value instanceof Boolean holds) {
        return holds ? yes.of(frame) : no.of(frame);
      }
      return value instanceof Failure ? value : Failure.types("? :", value);
    };
  }

  private Operation has(CelExpr select) {
    if (select.getKind() != Kind.SELECT) {
      throw new Unsupported(select);
    }
    Operation operand = of(expression.written(select.select().operand()));
    String field = select.select().field();
    return frame -> Fields.has(operand.of(frame), field);
  }

  private Operation loop(CelExpr node, List<CelExpr> parts) {
    if (node.call().target().isEmpty()
        || parts.size() < 3
        || parts.get(1).getKind() != Kind.IDENT) {
      throw new Unsupported(node);
    }
    Operation range = of(parts.get(0));
    String name = parts.get(1).ident().name();
    Integer outer = slots.get(name);
    int slot = slots.values().stream().mapToInt(at -> at + 1).max().orElse(0);
    slots.put(name, slot);
    mostSlots = Math.max(mostSlots, slot + 1);
    Operation first = of(parts.get(2));
    Optional<Operation> second =
        parts.size() > 3 ? Optional.of(of(parts.get(3))) : Optional.empty();
    if (outer == null) {
      slots.remove(name);
    } else {
      slots.put(name, outer);
    }
    int cost = parts.subList(2, parts.size()).stream().mapToInt(this::cost).sum();
    Loop loop = new Loop(node.call().function(), range, slot, cost);
    return switch (node.call().function()) {
      case "exists" -> frame -> loop.any(frame, first, true);
      case "all" -> frame -> loop.any(frame, first, false);
      case "exists_one" -> frame -> loop.one(frame, first);
      case "filter" -> frame -> loop.collect(frame, Optional.of(first), Optional.empty());
      default ->
          second.isPresent()
              ? frame -> loop.collect(frame, Optional.of(first), second)
              : frame -> loop.collect(frame, Optional.empty(), Optional.of(first));
    };
  }

  /** The number of nodes. */
  private int cost(CelExpr node) {
    return 1 + expression.children(node).stream().mapToInt(this::cost).sum();
  }

  private Operation function(CelExpr node, String function, List<CelExpr> parts) {
    Optional<Functions.OfAll> ofAll =
        TextFunctions.of(function, parts.size())
            .or(() -> ListFunctions.of(function, parts.size(), nothing(node)));
    if (ofAll.isPresent()) {
      return all(ofAll.get(), parts.stream().map(this::of).toList());
    }
    if (parts.size() == 1) {
      Functions.Of1 of = Functions.of1(function).orElseThrow(() -> new Unsupported(node));
      Operation argument = of(parts.get(0));
      return frame -> {
        Object value = argument.of(frame);
        return value instanceof Failure ? value : of.apply(value);
      };
    }
    if (parts.size() != 2) {
      throw new Unsupported(node);
    }
    if (function.equals("matches")) {
      return matches(parts);
    }
    Functions.Of2 of = Functions.of2(function).orElseThrow(() -> new Unsupported(node));
    Operation left = of(parts.get(0));
    Operation right = of(parts.get(1));
    return frame -> {
      Object first = left.of(frame);
      if (first instanceof Failure) {
        return first;
      }
      Object second = right.of(frame);
      return second instanceof Failure ? second : of.apply(first, second, frame);
    };
  }

  private static Operation all(Functions.OfAll function, List<Operation> arguments) {
    return frame -> {
      List<Object> values = new ArrayList<>(arguments.size());
      for (Operation argument : arguments) {
        Object value = argument.of(frame);
        if (value instanceof Failure) {
          return value;
        }
        values.add(value);
      }
      return function.apply(values, frame);
    };
  }

  /** What no values sum up to, in the type of the sum. */
  private Object nothing(CelExpr sum) {
    return switch (checked.getType(sum.id()).map(CelType::kind).orElse(CelKind.INT)) {
      case DOUBLE -> 0.0;
      case DURATION -> Duration.ZERO;
      default -> 0L;
    };
  }

  private Operation matches(List<CelExpr> parts) {
    Operation text = of(parts.get(0));
    Operation pattern = of(parts.get(1));
    Optional<com.google.re2j.Pattern> known =
        ParsedExpression.isConstant(parts.get(1), CelConstant.Kind.STRING_VALUE)
            ? Regex.compile(parts.get(1).constant().stringValue())
            : Optional.empty();
    return frame -> {
      Object value = text.of(frame);
      Object regex = pattern.of(frame);
      return firstFailure(value, regex).orElseGet(() -> Regex.find(value, regex, known, frame));
    };
  }
}
