package dev.waymark.runbooks.fence;

import dev.waymark.model.run.BoundQuery;
import java.io.StringReader;
import java.util.Locale;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Binds values in YAML: each scalar that holds one becomes a quoted string. */
public final class YamlBinder {
  private YamlBinder() {}

  private static final String EXPRESSION = "filter";

  /** The fence with its values. */
  public static BoundQuery bind(UnboundFence fence, RunValues values) {
    String template = fence.body();
    if (!Template.hasNames(template)) {
      return fence.with(template);
    }
    var text = new StringBuilder();
    int copied = 0;
    String key = "";
    try {
      for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(template))) {
        if (event instanceof ScalarEvent scalar && Template.hasNames(scalar.getValue())) {
          refuseBlock(scalar);
          text.append(template, copied, offset(template, scalar.getStartMark()));
          text.append(quote(scalarValue(key, scalar.getValue(), values)));
          copied = offset(template, scalar.getEndMark());
        }
        key = event instanceof ScalarEvent scalar ? scalar.getValue() : "";
      }
    } catch (YAMLException e) {
      throw new UnboundException(
          "The fence isn't YAML: " + YamlProblem.of(e), "Look by hand what this step asks.");
    }
    text.append(template, copied, template.length());
    return fence.with(text.toString());
  }

  /** An expression isn't a value: values stand in it. */
  private static String scalarValue(String key, String template, RunValues values) {
    return key.equals(EXPRESSION)
        ? Template.fillPlain(template, values)
        : Template.fillOne(template, values, whole -> Template.fill(whole, values::text));
  }

  private static void refuseBlock(ScalarEvent scalar) {
    ScalarStyle style = scalar.getScalarStyle();
    if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      throw new UnboundException(
          "No value may stand in a block of text", "Look by hand what this step asks.");
    }
  }

  /** Marks count code points. */
  private static int offset(String text, Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  private static String quote(String value) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (Character.isLetterOrDigit(c) || (c >= ' ' && c < 127)) {
        quoted.append(c);
      } else {
        quoted.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      }
    }
    return quoted.append('"').toString();
  }
}
