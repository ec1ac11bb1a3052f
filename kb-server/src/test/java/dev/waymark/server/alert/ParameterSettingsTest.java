package dev.waymark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterSettingsTest {
  @Test
  void aNameIsFoundHoweverTheEnvironmentWritesIt() {
    ParameterSettings settings =
        new ParameterSettings(
            Map.of(
                "vaultname", "shop", "resource.group", "rg-1", "region", "north", "Region", "x"));
    assertThat(settings.value("vaultName")).contains("shop");
    assertThat(settings.value("vault_name")).contains("shop");
    assertThat(settings.value("resource_group")).contains("rg-1");
    assertThat(settings.value("region")).contains("north");
    assertThat(settings.value("vault")).isEmpty();
  }
}
