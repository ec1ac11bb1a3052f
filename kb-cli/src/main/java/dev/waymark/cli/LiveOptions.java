package dev.waymark.cli;

import dev.waymark.sources.azure.AzureConfiguration;
import dev.waymark.sources.azure.AzureSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How Azure is reached: options that stand for some of the {@code WAYMARK_AZURE_…} variables. */
final class LiveOptions {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--azure-endpoint",
      paramLabel = "URL",
      description =
          "A stand-in for all of Azure, such as `kb azure-stub`; real credentials aren't sent to"
              + " it.")
  private @Nullable String endpoint;

  @Option(
      names = "--trust-certificate",
      paramLabel = "FILE",
      description = "Certificates (PEM) to trust beside the machine's own.")
  private @Nullable Path certificate;

  /** Whether one of the options was given. */
  boolean isGiven() {
    return endpoint != null || certificate != null;
  }

  /**
   * All live sources, as the options and the environment say.
   *
   * @param azure as {@link #azure} reads it
   */
  LiveTools tools(Terminal terminal, AzureConfiguration azure) {
    try {
      return new LiveTools(azure, terminal.environment(), terminal.clock());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** As the options and the environment say; the options win. */
  AzureConfiguration azure(Terminal terminal) {
    Map<String, String> variables = new TreeMap<>(terminal.environment());
    if (endpoint != null) {
      variables.put(AzureSettings.PREFIX + "ENDPOINT", endpoint);
    }
    if (certificate != null) {
      variables.put(AzureSettings.PREFIX + "TRUSTED_CERTIFICATE", certificate.toString());
    }
    try {
      return AzureSettings.of(variables);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
