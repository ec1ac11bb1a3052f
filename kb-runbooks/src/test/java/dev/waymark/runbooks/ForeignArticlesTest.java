package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.fixtures.TestFiles;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real articles that nobody wrote for this compiler: each gets its issues, and soon. */
class ForeignArticlesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Duration SOON = Duration.ofSeconds(2);

  @Test
  void eachGetsItsIssuesSoon() throws IOException {
    Optional<Path> corpus = TestFiles.corpus("runbooks");
    assumeTrue(corpus.isPresent(), "there is no ../shared/corpora/runbooks to read");
    var schemas = SchemaReader.folder(Path.of("../kb-content/schemas"));
    List<Path> articles = articles(corpus.orElseThrow());
    assertThat(articles).isNotEmpty();
    for (Path article : articles) {
      String text = new String(Files.readAllBytes(article), StandardCharsets.UTF_8);
      var file = new SourceFile(article.getFileName().toString(), text);
      Runnable compile =
          () -> assertThat(Runbooks.compile(file, schemas, TODAY).issues()).isNotEmpty();
      // Another program on the machine may have had its turn: only what is slow twice is slow.
      if (time(compile).compareTo(SOON) > 0) {
        assertThat(time(compile)).as(article.toString()).isLessThan(SOON);
      }
    }
  }

  private static Duration time(Runnable compile) {
    long start = System.nanoTime();
    compile.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static List<Path> articles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
