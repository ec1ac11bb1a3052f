package dev.waymark.sources.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureSettingsTest {
  @Test
  void nothingSaidIsThePublicCloudWithTheMachinesCredentials() {
    assertThat(AzureSettings.of(Map.of())).isEqualTo(AzureConfiguration.ofMachine());
    assertThat(AzureSettings.isConfigured(Map.of("HOME", "/root"))).isFalse();
    assertThat(AzureSettings.isConfigured(Map.of("WAYMARK_AZURE_TENANT", "t"))).isTrue();
    assertThat(
            AzureSettings.isConfigured(
                Map.of("WAYMARK_AZURE_TENANT", "t", "WAYMARK_AZURE_ENABLED", "false")))
        .isFalse();
  }

  @Test
  void aSovereignCloudHasItsOwnAddressesAndAudiences() {
    AzureCloud cloud = AzureSettings.of(Map.of("WAYMARK_AZURE_CLOUD", "china")).cloud();
    assertThat(cloud.authority()).isEqualTo(URI.create("https://login.chinacloudapi.cn"));
    assertThat(cloud.logsAudience()).isEqualTo("https://api.loganalytics.azure.cn");
    assertThat(cloud.wellKnown()).isTrue();
  }

  @Test
  void oneAddressMayDiffer() {
    AzureCloud cloud =
        AzureSettings.of(Map.of("WAYMARK_AZURE_LOGS", "https://logs.internal.example/")).cloud();
    assertThat(cloud.logs()).isEqualTo(URI.create("https://logs.internal.example"));
    assertThat(cloud.logsAudience()).isEqualTo("https://api.loganalytics.io");
    assertThat(cloud.wellKnown()).isTrue();
  }

  @Test
  void aStandInNeverSeesRealCredentials() {
    AzureConfiguration configuration =
        AzureSettings.of(
            Map.of(
                "WAYMARK_AZURE_ENDPOINT", "https://localhost:8443",
                "WAYMARK_AZURE_TENANT", "real",
                "WAYMARK_AZURE_CLIENT_ID", "real",
                "WAYMARK_AZURE_CLIENT_SECRET", "real"));
    assertThat(configuration.tenant()).isNotEqualTo(Optional.of("real"));
    assertThat(((AzureCredential.ClientSecret) configuration.credential()).secret())
        .isNotEqualTo("real");
    assertThat(configuration.cloud().wellKnown()).isFalse();
  }

  @Test
  void aSecretIsNeverShown() {
    AzureConfiguration configuration =
        AzureSettings.of(
            Map.of(
                "WAYMARK_AZURE_TENANT", "t",
                "WAYMARK_AZURE_CLIENT_ID", "id",
                "WAYMARK_AZURE_CLIENT_SECRET", "canary"));
    assertThat(configuration.toString()).doesNotContain("canary");
    assertThat(configuration.credential().label()).isEqualTo("application id");
  }

  @ParameterizedTest
  @CsvSource({
    "CLOUD, mars, `WAYMARK_AZURE_CLOUD` is none of public",
    "ENDPOINT, http://localhost, isn't an https address",
    "AUTHORITY, 'https://a b', `WAYMARK_AZURE_AUTHORITY` isn't an address",
    "CLIENT_SECRET, s, `WAYMARK_AZURE_CLIENT_SECRET` needs `WAYMARK_AZURE_CLIENT_ID` too",
    "TRUSTED_CERTIFICATE, /nowhere/x.pem, names a file that can't be read",
    "CLOUDS, public, did you mean `WAYMARK_AZURE_CLOUD`?"
  })
  void aWrongSettingIsNamed(String name, String value, String said) {
    assertThatThrownBy(() -> AzureSettings.of(Map.of("WAYMARK_AZURE_" + name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
