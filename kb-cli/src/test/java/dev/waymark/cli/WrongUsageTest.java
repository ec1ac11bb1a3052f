package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lnt x                | kb: there is no command `lnt`; did you mean `lint`?
          frobnicate           | kb: there is no command `frobnicate`
          --hepl               | kb: there is no option `--hepl`; did you mean `--help`?
          lint                 | kb lint: missing required parameter: 'PATH'
          lint nowhere         | kb lint: there is no `nowhere`
          lint --fromat=json x | kb lint: there is no option `--fromat`; did you mean `--format`?
          lint --format xml x  | kb lint: invalid value for option '--format': expected one of
          test nowhere.md      | kb test: there is no `nowhere.md`
          tree                 | kb tree: missing required parameter: 'ENTRY'
          tree a b             | kb tree: nothing is expected behind that: `b`
          tree nowhere.md      | kb tree: there is no file `nowhere.md`
          tree any             | kb tree: say with --content where `any` is to be found
          tree --content no x  | kb tree: there is no content folder `no`
          run x --param        | kb run: missing required parameter for option '--param'
          run x --param k      | kb run: value for option '--param'
          run x --trust-certificate a.pem | kb run: --azure-endpoint and --trust-certificate go with --live
          run x --azure-endpoint https://localhost:1 | kb run: --azure-endpoint and --trust-certificate go with --live
          query -              | kb query: there is no query: it is empty
          help lnt             | kb: unknown subcommand 'lnt'
          lint @nowhere        | kb lint: there is no `@nowhere`
          serve --port 1       | kb serve: the script `kb` of the checkout starts this one
          """)
  void isASentenceAndExitCode2(String args, String message) {
    Kb.Result result = new Kb().run(args.split(" "));
    assertThat(result.err()).startsWith(message);
    assertThat(result.err()).contains("--help`.");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void noCommandIsWrongToo() {
    Kb.Result result = new Kb().run();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("kb: which command?\nTry `kb --help`.\n");
  }

  @Test
  void aFolderWithoutEntriesIsNoSuccess(@TempDir Path empty) {
    for (String command : new String[] {"lint", "test"}) {
      Kb.Result result = new Kb().run(command, empty.toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("no entry found");
    }
  }

  @Test
  void aFileOfArgumentsIsNeverRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("args"), "--help");
    assertThat(new Kb().run("lint", "@" + file).err()).contains("there is no `@");
  }

  @Test
  void helpNamesEveryCommand() {
    Kb.Result result = new Kb().run("--help");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("serve ", "lint ", "test ", "tree ", "run ", "bench ")
        .contains("Exit codes: 0 all is well");
    assertThat(result.err()).isEmpty();
    assertThat(new Kb().run("help")).isEqualTo(result);
    assertThat(new Kb().run("help", "lint")).isEqualTo(new Kb().run("lint", "--help"));
  }

  @Test
  void everyCommandHasHelpAndVersion() {
    for (String command : new String[] {"lint", "test", "tree", "run"}) {
      assertThat(new Kb().run(command, "--help").out()).startsWith("Usage: kb " + command);
    }
    assertThat(new Kb().run("--version").out()).startsWith("kb ");
  }
}
