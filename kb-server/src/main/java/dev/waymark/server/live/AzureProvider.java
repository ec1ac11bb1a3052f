package dev.waymark.server.live;

import dev.waymark.sources.azure.AzureSettings;
import dev.waymark.sources.azure.AzureSources;
import dev.waymark.sources.live.LiveSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Azure, where it is configured: by the variables that {@link AzureSettings} knows, or by
 * properties of the same names, such as {@code waymark.azure.client-id}.
 */
@ApplicationScoped
class AzureProvider implements LiveSourceProvider {
  private static final String FOREIGN_PREFIX = "AZURE_";

  private final Config config;
  private final Clock clock;

  AzureProvider(Config config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public List<LiveSource> sources() {
    Map<String, String> variables = variables();
    return AzureSettings.isConfigured(variables)
        ? List.of(new AzureSources(List.of(AzureSettings.of(variables)), clock))
        : List.of();
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      if (variable.startsWith(AzureSettings.PREFIX) || variable.startsWith(FOREIGN_PREFIX)) {
        Optional<String> value = config.getOptionalValue(name, String.class);
        value.ifPresent(text -> variables.put(variable, text));
      }
    }
    return variables;
  }
}
