package dev.waymark.kql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Published queries, which lie beside the repository and not in it. */
public final class KqlCorpus {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private KqlCorpus() {}

  /** The rows of a file of the corpus; a test that needs an absent one is skipped. */
  public static List<JsonNode> rows(String name) {
    Optional<Path> file = find(name);
    assumeTrue(file.isPresent(), "shared/corpora/kql/" + name + " lies beside no parent folder");
    try {
      var rows = new ArrayList<JsonNode>();
      for (String line : Files.readAllLines(file.orElseThrow())) {
        rows.add(MAPPER.readTree(line));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A query that was reported in public, and what it should give. */
  public record Case(String kql, JsonNode expected) {}

  public static Case reported(String name) {
    Optional<Path> folder = find("../../cases/" + name);
    assumeTrue(folder.isPresent(), "shared/cases/" + name + " lies beside no parent folder");
    try {
      return new Case(
          Files.readString(folder.orElseThrow().resolve("query.kql")),
          MAPPER.readTree(folder.orElseThrow().resolve("expected.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> find(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared/corpora/kql").resolve(name).normalize();
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
