package dev.waymark.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The gateway fails | gateway | The [gateway] fails",
        "Retries and a retry | retri | [Retries] and a [retry]",
        "It stopped; stopping, stops | stop | It [stopped]; [stopping], [stops]",
        "Stopgap measures | stop | Stopgap measures",
        "As is: plan A | a | As is: plan [A]",
        "A BackendConnectionFailure | connect,failur | A Backend[Connection][Failure]",
        "A BackendConnectionFailure | backendconnectionfailure | A [BackendConnectionFailure]",
        "host gw.contoso.com here | contoso | host gw.[contoso].com here",
        "<b>gateway</b> & co | gateway | <b>[gateway]</b> & co",
        "Nothing here | gateway | Nothing here"
      })
  void wordsThatWereLookedForAreMarked(String text, String stems, String marked) {
    assertThat(shown(new Excerpts(List.of(stems.split(","))).whole(text))).isEqualTo(marked);
  }

  @Test
  void theExcerptIsWhereMostOfTheWordsAre() {
    String text =
        "gateway ".repeat(3)
            + "filler words without any meaning ".repeat(60)
            + "here the gateway timeout is explained "
            + "more filler words without meaning ".repeat(60);

    List<TextPart> best = new Excerpts(List.of("gateway", "timeout")).best(text);

    assertThat(shown(best))
        .startsWith("… ")
        .contains("here the [gateway] [timeout] is explained")
        .endsWith(" …");
    assertThat(best.stream().mapToInt(part -> part.text().length()).sum()).isLessThan(260);
  }

  @Test
  void formsOfOneWordCountAsOne() {
    String text =
        "retry, retries and retrying "
            + "filler words without any meaning ".repeat(20)
            + "the gateway does a retry";

    assertThat(shown(new Excerpts(List.of("retri", "gateway")).best(text)))
        .endsWith("the [gateway] does a [retry]");
  }

  @Test
  void everyWordIsMarkedWhereverItStands() {
    List<String> pieces =
        List.of(
            "gateway", "Gateway", "GW", "gw", "ﬁle", "größe", "x", "9", " ", "-", "\n", "😀", "ä");
    Set<String> stems = Set.of("gateway", "gw", "file", "größe", "gatewaygw");
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String text =
          random.ints(8, 0, pieces.size()).mapToObj(pieces::get).collect(Collectors.joining());
      List<String> words =
          SearchWords.of(text).stream()
              .flatMap(
                  token ->
                      token.parts().size() > 1 && stems.contains(token.whole())
                          ? Stream.of(text.substring(token.start(), token.end()))
                          : token.parts().stream()
                              .filter(part -> stems.contains(part.word()))
                              .map(part -> text.substring(part.start(), part.end())))
              .toList();

      assertThat(new Excerpts(List.copyOf(stems)).whole(text))
          .as(text)
          .filteredOn(TextPart::found)
          .extracting(TextPart::text)
          .isEqualTo(words);
    }
  }

  @Test
  void whereNothingIsFoundTheExcerptIsTheBeginning() {
    assertThat(shown(new Excerpts(List.of("x")).best("one two ".repeat(100))))
        .startsWith("one two one")
        .endsWith(" …");
  }

  @Test
  void aCharacterIsNeverCutInHalf() {
    List<TextPart> best =
        new Excerpts(List.of("gateway")).best("😀".repeat(400) + " gateway " + "😀".repeat(400));

    assertThat(best.stream().map(TextPart::text).collect(Collectors.joining()))
        .matches(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
  }

  private static String shown(List<TextPart> parts) {
    return parts.stream()
        .map(part -> part.found() ? "[" + part.text() + "]" : part.text())
        .collect(Collectors.joining());
  }
}
