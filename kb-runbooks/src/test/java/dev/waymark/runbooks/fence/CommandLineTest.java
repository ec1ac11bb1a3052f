package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.fence.command.BashFence;
import dev.waymark.runbooks.fence.command.CommandArguments;
import dev.waymark.runbooks.fence.command.CommandArguments.Refused;
import dev.waymark.runbooks.fence.command.CommandOutput;
import dev.waymark.runbooks.fence.command.ShellWord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines: how they are cut, quoted, and which of their words mustn't be run. */
class CommandLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          az vm list                ¦ az@0-2|vm@3-5|list@6-10
          §  az  vm §               ¦ az@2-4|vm@6-8
          §§                        ¦ §§
          § \t §                    ¦ §§
          a'b c'd                   ¦ ab cd@0-7
          ''                        ¦ @0-2
          a "" b                    ¦ a@0-1|@2-4|b@5-6
          "a\\"b"                   ¦ a"b@0-6
          "a\\$b\\`c\\\\d"          ¦ a$b`c\\d@0-12
          "a\\nb"                   ¦ a\\nb@0-6
          'a\\b'                    ¦ a\\b@0-5
          a\\ b                     ¦ a b@0-4
          a\\'b                     ¦ a'b@0-4
          \\\\                      ¦ \\@0-2
          a\\                       ¦ a@0-2
          a \\↵ b                   ¦ a@0-1|b@5-6
          a\\↵b                     ¦ ab@0-4
          "a\\↵b"                   ¦ ab@0-6
          "a↵b"                     ¦ a↵b@0-5
          a # b c                   ¦ a@0-1
          a#b                       ¦ a#b@0-3
          # only a comment          ¦ §§
          # first↵a                 ¦ a@8-9
          a # it's↵b                ¦ a@0-1|b@9-10
          '# no' a                  ¦ # no@0-6|a@7-8
          --x="a b"'c'              ¦ --x=a bc@0-12
          é '😀 x' z                ¦ é@0-1|😀 x@2-8|z@9-10
          """)
  void cutsAsAShellDoes(String written, String words) {
    assertThat(shown(written.replace('↵', '\n'))).isEqualTo(words.replace('↵', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'", "\"", "a 'b", "a \"b", "a \"b\\\"", "'a''", "az --query \"[?a=='b']"})
  void aQuoteHasToBeClosed(String text) {
    assertThat(ShellWord.split(text)).isEmpty();
    for (FenceType type : List.of(new BashFence(), new AzureCliFence())) {
      assertThat(type.faults(text, Placeholders.none()))
          .containsExactly(
              new BodyFault(
                  BodyIssue.UNREADABLE,
                  0,
                  text.length(),
                  "The command has a quote that isn't closed",
                  "Close it, or write `\\` in front of a quote that is meant as a character."));
    }
  }

  @Test
  void anEmptyCommandIsTold() {
    assertThat(new BashFence().faults(" \n", Placeholders.none()))
        .containsExactly(
            new BodyFault(
                BodyIssue.EMPTY,
                0,
                2,
                "The fence is empty",
                "Write one command that shows or lists."));
    assertThat(new BashFence().faults("it\\'s", Placeholders.none())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          plain             ¦ plain
          a.b_c:d/e-f       ¦ a.b_c:d/e-f
          --name=a          ¦ --name=a
          -n=a              ¦ -n=a
          §§                ¦ ''
          a b               ¦ 'a b'
          it's              ¦ 'it'\\''s'
          '                 ¦ ''\\'''
          $(rm)             ¦ '$(rm)'
          a=b               ¦ 'a=b'
          ~                 ¦ '~'
          *                 ¦ '*'
          é                 ¦ 'é'
          --a=b=c           ¦ '--a=b=c'
          """)
  void quotesWhatAShellWouldRead(String value, String quoted) {
    assertThat(ShellWord.quote(value)).isEqualTo(quoted);
  }

  @Test
  void whatIsQuotedIsCutToTheSame() {
    Random random = new Random(3);
    String alphabet = "ab '\"\\\n$`#~*=-😀é\t;|&";
    int[] points = alphabet.codePoints().toArray();
    for (int i = 0; i < 3_000; i++) {
      String[] values = new String[1 + random.nextInt(4)];
      StringBuilder line = new StringBuilder();
      for (int n = 0; n < values.length; n++) {
        StringBuilder value = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
          value.appendCodePoint(points[random.nextInt(points.length)]);
        }
        values[n] = value.toString();
        line.append(n == 0 ? "" : " ").append(ShellWord.quote(values[n]));
      }
      List<ShellWord> words = ShellWord.split(line.toString()).orElseThrow();
      assertThat(words.stream().map(ShellWord::value)).containsExactly(values);
      for (ShellWord word : words) {
        assertThat(line.substring(word.start(), word.end()))
            .isEqualTo(ShellWord.quote(word.value()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          ls | wc                             ¦ 1 would need a shell
          ls 2> x                             ¦ 1 would need a shell
          ls && x                             ¦ 1 would need a shell
          ls <(x)                             ¦ 1 would need a shell
          az x --tag a=@b                     ¦ 3 would be taken for a file to read
          az x @b                             ¦ 2 would be taken for a file to read
          curl -d@b https://a.example         ¦ 1 would be taken for a file to read
          curl -F a=<b https://a.example      ¦ 2 would be taken for a file to read
          curl file:///etc/passwd             ¦ 1 would be taken for a file to read
          aws x --body fileb://b              ¦ 3 would be taken for a file to read
          curl -o x https://a.example         ¦ 1 names a file to read or to write
          curl -so x https://a.example        ¦ 1 names a file to read or to write
          curl -sSLox https://a.example       ¦ 1 names a file to read or to write
          curl -sK/etc/x                      ¦ 1 names a file to read or to write
          curl -sn https://a.example          ¦ 1 names a file to read or to write
          curl -LO https://a.example/x        ¦ 1 names a file to read or to write
          curl -OJ https://a.example/x        ¦ 1 names a file to read or to write
          curl --remote-name https://a.example ¦ 1 names a file to read or to write
          curl --output=x https://a.example   ¦ 1 names a file to read or to write
          curl --cookie-jar x https://a.example ¦ 1 names a file to read or to write
          curl --cacert x https://a.example   ¦ 1 names a file to read or to write
          wget -qO x https://a.example        ¦ 1 names a file to read or to write
          wget -i x                           ¦ 1 names a file to read or to write
          kubectl get -f x                    ¦ 2 names a file to read or to write
          kubectl get -Rf x                   ¦ 2 names a file to read or to write
          kubectl get pod -o jsonpath-file=x  ¦ 4 names a file to read or to write
          kubectl get pod -ojsonpath-file=x   ¦ 3 names a file to read or to write
          kubectl --kubeconfig x get pods     ¦ 1 names a file to read or to write
          kubectl create cm a --from-file=x   ¦ 4 names a file to read or to write
          jq -rf x                            ¦ 1 names a file to read or to write
          jq --slurpfile a x .                ¦ 1 names a file to read or to write
          psql -Atf x                         ¦ 1 names a file to read or to write
          grep -if x y                        ¦ 1 names a file to read or to write
          openssl s_client -CAfile x          ¦ 2 names a file to read or to write
          any --log-file x                    ¦ 1 names a file to read or to write
          any --file-name x                   ¦ 1 names a file to read or to write
          """)
  void refusesWhatIsNoPlainText(String command, String refused) {
    assertThat(CommandArguments.refused(List.of(command.split(" "))))
        .map(one -> one.word() + " " + one.why())
        .contains(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "az vm list --query [?a==@.b]",
        "az vm list --query [?a!=@]",
        "az vm list --query [?a>=@]",
        "az account show --user a@example.com",
        "curl -o /dev/null https://a.example",
        "curl -so /dev/null https://a.example",
        "curl -so/dev/null https://a.example",
        "curl -o - https://a.example",
        "curl -HContent-Encoding:o https://a.example",
        "curl -sSL https://a.example",
        "curl -X GET https://a.example",
        "wget -qO- https://a.example",
        "wget -O - https://a.example",
        "kubectl get pods -o json",
        "kubectl get -f -",
        "kubectl logs -n shop --tail 5 orders",
        "any -f x",
        "any -o x",
        "-f",
        "jq -r .a",
        "grep -c x",
        "psql -Atc select",
        "any --profile x",
        "any --filesystem x",
        "az x --description 5>3",
      })
  void takesPlainText(String command) {
    assertThat(CommandArguments.refused(List.of(command.split(" ")))).isEmpty();
  }

  @Test
  void theFirstWordThatIsRefusedIsTold() {
    assertThat(CommandArguments.refused(List.of("curl", "-s", "-K", "x", "@y")))
        .contains(new Refused(2, "names a file to read or to write"));
    assertThat(CommandArguments.refused(List.of())).isEmpty();
  }

  @Test
  void anOutputOfJsonIsRead() {
    Table answer = CommandOutput.of(3, "{\"a\": [1, 2.5, null]}", "warning");
    assertThat(answer.columns())
        .extracting(column -> column.name() + ":" + column.type().kustoName())
        .containsExactly("ExitCode:long", "Stdout:string", "Stderr:string", "Json:dynamic");
    assertThat(answer.rows())
        .containsExactly(
            Row.of(
                3L,
                "{\"a\": [1, 2.5, null]}",
                "warning",
                Map.of("a", Arrays.asList(1L, 2.5, null))));
    assertThat(CommandOutput.pasted("up\n").rows()).containsExactly(Row.of(0L, "up\n", "", null));
  }

  @Test
  void commandsAreOfOneKind() {
    for (FenceType type : List.of(new BashFence(), new AzureCliFence())) {
      assertThat(type.isCommand()).isTrue();
      assertThat(type.mayBeEmpty()).isFalse();
      assertThat(type.showsChanges("az monitor activity-log list")).isFalse();
      assertThat(type.columns("", Placeholders.none()))
          .contains(CommandOutput.pasted("").columns());
      Table bare =
          new Table(CommandOutput.pasted("").columns().subList(0, 2), List.of(Row.of(0L, "7")));
      assertThat(type.completed(bare).rows()).containsExactly(Row.of(0L, "7", 7L));
    }
  }

  private static String shown(String text) {
    return String.join(
        "|",
        ShellWord.split(text).orElseThrow().stream()
            .map(word -> word.value() + "@" + word.start() + "-" + word.end())
            .toList());
  }
}
