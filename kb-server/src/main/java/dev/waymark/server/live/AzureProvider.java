package dev.waymark.server.live;

import dev.waymark.sources.azure.AzureSettings;
import dev.waymark.sources.azure.AzureSources;
import dev.waymark.sources.live.LiveSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * Azure, if it is configured: by the variables that {@link AzureSettings} knows, or by properties
 * of the same names, such as {@code waymark.azure.client-id}.
 */
@ApplicationScoped
class AzureProvider implements LiveSourceProvider {
  private static final String FOREIGN_PREFIX = "AZURE_";

  private final Variables variables;
  private final Clock clock;

  AzureProvider(Config config, Clock clock) {
    this.variables = new Variables(config);
    this.clock = clock;
  }

  @Override
  public List<LiveSource> sources() {
    Map<String, String> settings = variables.startingWith(AzureSettings.PREFIX, FOREIGN_PREFIX);
    return AzureSettings.isConfigured(settings)
        ? List.of(new AzureSources(List.of(AzureSettings.of(settings)), clock))
        : List.of();
  }
}
