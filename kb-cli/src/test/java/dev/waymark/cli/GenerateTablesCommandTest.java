package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTablesCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void tables() throws IOException {
    Files.writeString(
        folder.resolve("Calls.csv"),
        """
        TimeGenerated,Status,Empty:string
        -PT50M,200,
        -PT30M,200,
        -PT20M,502,
        -PT10M,502,
        """);
  }

  @Test
  void growsATableByRowsLikeItsOwn() {
    Kb.Result result = generate("--rows", "50", "--seed", "3");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .hasSize(51)
        .startsWith("TimeGenerated:datetime,Status:long", "-PT50M,200")
        .endsWith("-PT10M,502")
        .allMatch(line -> line.matches("TimeGenerated.*|-PT\\d+M(\\d+(\\.\\d{1,3})?S)?,(200|502)"));
    assertThat(generate("--rows", "50", "--seed", "3")).isEqualTo(result);
  }

  @Test
  void mixesFaultsInAndWritesTheFile() throws IOException {
    Kb.Result result =
        generate(
            "--rows=200",
            "--faulty=Status >= 500",
            "--pattern=step",
            "--begin=20m",
            "--share=1",
            "--out=" + folder);
    assertThat(result).isEqualTo(new Kb.Result(0, "", ""));
    assertThat(Files.readAllLines(folder.resolve("Calls.csv")))
        .hasSize(201)
        .filteredOn(line -> line.endsWith(",502"))
        .allMatch(line -> line.matches("-PT(20M|1\\dM).*"))
        .hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --rows=0                      | 2 | --rows is from 1 to 100,000
          --rows=3                      | 2 | the table has 4 rows already
          --faulty=true --share=2       | 2 | --share is from 0 to 1
          --faulty=true --begin=soon    | 2 | `soon` isn't a length of time
          --out=/none                   | 2 | there is no folder `/none`
          --faulty=Statsu>1             | 1 | There is no column `Statsu`
          --pattern=wave                | 2 | wave
          """)
  void saysWhatIsWrong(String arguments, int code, String message) {
    Kb.Result result = generate(arguments.split(" "));
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.err()).contains(message);
  }

  @Test
  void namesTheTableThatWasMeant() {
    assertThat(
            new Kb().run("generate-tables", "--data", folder.toString(), "--table", "Call").err())
        .contains("there is no table `Call`; did you mean `Calls`?");
  }

  private Kb.Result generate(String... options) {
    List<String> all =
        new ArrayList<>(
            List.of("generate-tables", "--data", folder.toString(), "--table", "Calls"));
    all.addAll(List.of(options));
    return new Kb().run(all.toArray(String[]::new));
  }
}
