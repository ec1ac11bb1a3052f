package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/entry-format.md} describes each kind of fence and each of its options. */
class FenceDocsTest {
  private static final Path FORMAT = Path.of("../docs/entry-format.md");

  /** The kinds of the product; those of tests are in packages of this module. */
  private static Stream<FenceType> kinds() {
    return FenceTypes.all().stream()
        .filter(type -> !type.getClass().getPackageName().startsWith("dev.waymark.cli"));
  }

  @Test
  void eachKindIsDescribed() throws IOException {
    String text = Files.readString(FORMAT);
    List<String> labels = kinds().map(type -> type.kind().label()).toList();
    assertThat(labels).hasSizeGreaterThan(9).allMatch(label -> text.contains("```" + label + " "));
  }

  @Test
  void eachOptionIsDescribedForItsKinds() throws IOException {
    List<String> lines = Files.readAllLines(FORMAT);
    for (FenceType type : kinds().toList()) {
      for (FenceOption option : type.options()) {
        Pattern row =
            Pattern.compile(
                "\\|.*`%s=\\w+`.*\\|.*(every kind|`%s`).*\\|"
                    .formatted(option.name(), Pattern.quote(type.kind().label())));
        assertThat(lines)
            .as("%s of %s", option.name(), type.kind().label())
            .anyMatch(line -> row.matcher(line).matches());
      }
    }
  }
}
