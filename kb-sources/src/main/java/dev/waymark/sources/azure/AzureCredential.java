package dev.waymark.sources.azure;

import java.util.Optional;

/** As whom Azure is asked. */
public sealed interface AzureCredential {
  /**
   * The first that there is: the environment's {@code AZURE_…} variables, workload identity,
   * managed identity, a developer's sign-in such as {@code az login}.
   *
   * @param clientId of a managed or workload identity, if a machine has several
   */
  record DefaultChain(Optional<String> clientId) implements AzureCredential {}

  /** An application's secret. */
  record ClientSecret(String clientId, String secret) implements AzureCredential {
    /** Without the secret. */
    @Override
    public String toString() {
      return "ClientSecret[clientId=" + clientId + "]";
    }
  }

  /** In words for people; never a secret. */
  default String label() {
    return this instanceof ClientSecret application
        ? "application " + application.clientId()
        : "default credentials"
            + ((DefaultChain) this).clientId().map(id -> " with client " + id).orElse("");
  }
}
