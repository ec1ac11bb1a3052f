package dev.waymark.sources.azure;

import dev.waymark.model.source.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a configuration from variables, as {@code docs/live.md} lists them. */
public final class AzureSettings {
  /** The beginning of every variable's name. */
  public static final String PREFIX = "WAYMARK_AZURE_";

  /** Who asks a stand-in: real credentials never go to one. */
  private static final AzureCredential FOR_STAND_INS =
      new AzureCredential.ClientSecret("00000000-0000-0000-0000-00000000cafe", "stand-in");

  private static final String TENANT_OF_STAND_INS = "00000000-0000-0000-0000-000000000001";

  private static final List<String> KNOWN =
      List.of(
          "ENABLED",
          "TENANT",
          "CLIENT_ID",
          "CLIENT_SECRET",
          "CLOUD",
          "ENDPOINT",
          "AUTHORITY",
          "RESOURCE_MANAGER",
          "LOGS",
          "TRUSTED_CERTIFICATE",
          "SUBSCRIPTIONS");

  private final Map<String, String> variables;

  private AzureSettings(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Whether anything is said about Azure at all. */
  public static boolean isConfigured(Map<String, String> variables) {
    boolean said =
        variables.keySet().stream().anyMatch(name -> name.startsWith(PREFIX))
            || variables.containsKey("AZURE_CLIENT_ID");
    return said && !"false".equals(variables.get(PREFIX + "ENABLED"));
  }

  /**
   * The configuration that the variables describe.
   *
   * @throws IllegalArgumentException with a sentence that says which variable is wrong, and why
   */
  public static AzureConfiguration of(Map<String, String> variables) {
    return new AzureSettings(variables).read();
  }

  private AzureConfiguration read() {
    refuseUnknown();
    Optional<URI> standIn = address("ENDPOINT");
    Optional<Path> certificate = get("TRUSTED_CERTIFICATE").map(this::certificate);
    List<String> subscriptions =
        get("SUBSCRIPTIONS").stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList();
    if (standIn.isPresent()) {
      return new AzureConfiguration(
          Optional.of(TENANT_OF_STAND_INS),
          FOR_STAND_INS,
          cloud("ENDPOINT", () -> AzureCloud.standIn(standIn.get())),
          certificate,
          subscriptions,
          List.of());
    }
    AzureCloud named = get("CLOUD").map(this::named).orElse(AzureCloud.PUBLIC);
    AzureCloud cloud =
        cloud(
            "AUTHORITY",
            () -> named.with(address("AUTHORITY"), address("RESOURCE_MANAGER"), address("LOGS")));
    return new AzureConfiguration(
        get("TENANT"), credential(), cloud, certificate, subscriptions, List.of());
  }

  private void refuseUnknown() {
    Stream<String> ours =
        variables.keySet().stream().filter(name -> name.startsWith(PREFIX)).sorted();
    ours.map(name -> name.substring(PREFIX.length()))
        .filter(name -> !KNOWN.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              String guess =
                  Nearest.to(name, KNOWN)
                      .map(known -> "; did you mean `" + PREFIX + known + "`?")
                      .orElse("");
              throw new IllegalArgumentException(
                  "there is no setting `" + PREFIX + name + "`" + guess);
            });
  }

  private AzureCredential credential() {
    Optional<String> secret = get("CLIENT_SECRET");
    if (secret.isEmpty()) {
      return new AzureCredential.DefaultChain(get("CLIENT_ID"));
    }
    String clientId =
        get("CLIENT_ID")
            .orElseThrow(() -> wrong("CLIENT_SECRET", "needs `" + PREFIX + "CLIENT_ID` too"));
    if (get("TENANT").isEmpty()) {
      throw wrong("CLIENT_SECRET", "needs `" + PREFIX + "TENANT` too");
    }
    return new AzureCredential.ClientSecret(clientId, secret.get());
  }

  private AzureCloud named(String name) {
    return AzureCloud.named(name)
        .orElseThrow(() -> wrong("CLOUD", "is none of public, usgovernment, china"));
  }

  private AzureCloud cloud(String name, java.util.function.Supplier<AzureCloud> cloud) {
    try {
      return cloud.get();
    } catch (IllegalArgumentException e) {
      throw wrong(name, "can't be used: " + e.getMessage());
    }
  }

  private Path certificate(String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw wrong("TRUSTED_CERTIFICATE", "names a file that can't be read: " + file);
    }
    return path;
  }

  private Optional<URI> address(String name) {
    return get(name)
        .map(
            text -> {
              try {
                return new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
              } catch (URISyntaxException e) {
                throw wrong(name, "isn't an address: " + e.getMessage());
              }
            });
  }

  private Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(PREFIX + name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static IllegalArgumentException wrong(String name, String why) {
    return new IllegalArgumentException("`" + PREFIX + name + "` " + why);
  }
}
