package dev.waymark.sources.azure;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one tenant is asked.
 *
 * @param tenant its id; empty for the credential's own
 * @param trustedCertificate a PEM file of certificates that are trusted beside the machine's own
 * @param subscriptions that Resource Graph and the activity log look at; all that the identity sees
 *     where none is given
 * @param serves workspaces' customer ids, or beginnings of resource ids, that this configuration is
 *     for; empty for all that no other one names
 */
public record AzureConfiguration(
    Optional<String> tenant,
    AzureCredential credential,
    AzureCloud cloud,
    Optional<Path> trustedCertificate,
    List<String> subscriptions,
    List<String> serves) {
  public AzureConfiguration {
    subscriptions = List.copyOf(subscriptions);
    serves = List.copyOf(serves);
  }

  /** Azure's public cloud with whatever credentials the machine has. */
  public static AzureConfiguration ofMachine() {
    return new AzureConfiguration(
        Optional.empty(),
        new AzureCredential.DefaultChain(Optional.empty()),
        AzureCloud.PUBLIC,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Whether this one names a target itself. */
  boolean names(String target) {
    String wanted = target.toLowerCase(Locale.ROOT);
    return serves.stream().anyMatch(one -> wanted.startsWith(one.toLowerCase(Locale.ROOT)));
  }
}
