package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FenceTypesTest {
  @ParameterizedTest
  @CsvSource({
    "kql, KQL",
    "kql resource-graph, RESOURCE_GRAPH",
    "metrics, METRICS",
    "activity-log, ACTIVITY_LOG",
    "http, HTTP",
    "tls, TLS",
    "dns, DNS",
    "tcp, TCP",
    "azurecli, AZURECLI",
    "bash, BASH"
  })
  void storedEventsKeepTheirNames(String label, String name) {
    FenceKind kind = new FenceKind(label);
    assertThat(kind.name()).isEqualTo(name);
    assertThat(FenceTypes.stored(name)).isEqualTo(kind);
    assertThat(FenceTypes.of(kind).kind()).isEqualTo(kind);
    assertThat(FenceTypes.all()).extracting(FenceType::kind).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "kql, kql",
    "kql timeout=20s, kql",
    "'kql   resource-graph rows=5', kql resource-graph",
    "' bash', bash",
    "kql resource-graphs, kql"
  })
  void findsWhatRunsAFence(String info, String label) {
    assertThat(FenceTypes.behind(info)).map(FenceType::kind).contains(new FenceKind(label));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "KQL", "kqlx", "resource-graph", "json kql"})
  void otherFencesAreOnlyShown(String info) {
    assertThat(FenceTypes.behind(info)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Kusto, kql", "KQL, kql", "az, azurecli", "console, bash", "rest, http"})
  void knowsWhatAnAuthorMeans(String word, String label) {
    assertThat(FenceTypes.meant(word)).map(FenceType::kind).contains(new FenceKind(label));
  }

  @Test
  void aKindThatIsGoneIsShownAndNeverAsked() {
    FenceKind gone = FenceTypes.stored("CARRIER_PIGEON");
    assertThat(gone.label()).isEqualTo("carrier-pigeon");
    assertThat(gone.name()).isEqualTo("CARRIER_PIGEON");
    FenceType type = FenceTypes.of(gone);
    assertThat(type.title()).isEqualTo("carrier-pigeon");
    assertThat(type.highlight("fly home"))
        .extracting(part -> part.text())
        .containsExactly("fly home");
    SourceSpan span = new SourceSpan(0, 3);
    Excerpt body = Excerpt.of(new SourceFile("a.md", "fly"), span);
    CompiledCheck check =
        new CompiledCheck(new Fence(gone, Map.of(), body, span), List.of(), List.of(), List.of());
    assertThat(Binding.of(check, Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            Binding.Unbound.class,
            unbound -> assertThat(unbound.message()).contains("`carrier-pigeon`"));
  }

  @Test
  void aQueryOfLogsIsOfADialectThatTakesDefinitions() {
    assertThat(FenceTypes.of(KqlFence.KIND).dialect())
        .map(KqlDialect::takesDefinitions)
        .contains(true);
    assertThat(FenceTypes.of(new FenceKind("dns")).dialect()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KQL", "a b c", "a  b", "`x`", "1st"})
  void aLabelIsOneWordOrTwo(String label) {
    assertThatIllegalArgumentException().isThrownBy(() -> new FenceKind(label));
  }
}
