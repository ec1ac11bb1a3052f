package dev.waymark.bench;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ten thousand entries from one seed, taken slice by slice and round again. */
final class GeneratedEntries {
  private static final int COUNT = 10_000;
  static final int SLICE = 1_250;
  private static final int TEAMS = 100;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  private static final Schemas SCHEMAS = SchemaReader.folder(Checkout.SCHEMAS);

  private final List<String> texts = new ArrayList<>(COUNT);
  private int next;

  GeneratedEntries() {
    EntryGenerator generator = new EntryGenerator(502);
    for (int i = 0; i < COUNT; i++) {
      texts.add(generator.entry(i));
    }
  }

  /** All of them. */
  List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  /** The path of an entry's file: a hundred teams have a folder with a hundred entries each. */
  static String file(int number) {
    return "team-%02d/service-%d-fails.md".formatted(number % TEAMS, number);
  }

  List<String> nextSlice() {
    List<String> slice = texts.subList(next, next + SLICE);
    next = (next + SLICE) % COUNT;
    return slice;
  }

  /**
   * Compiles one of them.
   *
   * @throws IllegalStateException if it doesn't compile: then the figure would mean nothing
   */
  static void compile(String text) {
    CompiledEntry entry = Runbooks.compile(new SourceFile("generated.md", text), SCHEMAS, TODAY);
    if (entry.tree().isEmpty()) {
      throw new IllegalStateException("a generated entry has issues: " + entry.issues());
    }
  }
}
