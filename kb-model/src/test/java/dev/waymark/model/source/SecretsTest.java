package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "nothing to see in password=${password} → nothing to see in password=${password}",
        "AccountKey=abcdefghijklmnopqrstuvwxyz0123==;Other=1 → (secret removed);Other=1",
        "https://a/b?sv=1&sig=abcdefghijklmnopqrstuvwxyz%3D → https://a/b?sv=1(secret removed)",
        "Bearer eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM.SflKxwRJSMeKKF2QT → Bearer (secret removed)",
        "client_secret: 'x8Q~abcdefghij' and api-key=abcdefghij0 → (secret removed)' and (secret"
            + " removed)",
        "-----BEGIN RSA PRIVATE KEY----- MIIEow/+= -----END RSA PRIVATE KEY----- end → (secret"
            + " removed) end"
      })
  void areRemoved(String text, String clean) {
    assertThat(Secrets.removed(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          az login --service-principal -u a --password Vq8x0pLm2     ¦ Vq8x0pLm2
          az storage blob list --account-key=c2VjcmV0c2VjcmV0Cg==    ¦ c2VjcmV0c2VjcmV0Cg==
          az sql server create --admin-password 'S3cret-Word'        ¦ S3cret-Word
          gh auth --token abcd1234efgh                               ¦ abcd1234efgh
          Authorization: Basic dXNlcjpwYXNz                          ¦ dXNlcjpwYXNz
          curl -H "Authorization: Bearer abcdef123456" https://a     ¦ abcdef123456
          Ocp-Apim-Subscription-Key: 0123456789abcdef0123456789abcdef ¦ 0123456789abcdef0123456789abcdef
          curl -H 'x-functions-key: Zm9vYmFyYmF6' https://a          ¦ Zm9vYmFyYmF6
          psql postgresql://app:hunter22@db.example/shop             ¦ hunter22
          amqps://svc:p4ssw0rd!@mq.example:5671                      ¦ p4ssw0rd!
          Server=db;User Id=app;Password=Winter24;Encrypt=true       ¦ Winter24
          Host=db;Username=app;Pwd=Winter24                          ¦ Winter24
          export PGPASSWORD=hunter22                                 ¦ hunter22
          DB_PASSWORD="hunter22" ./run                               ¦ hunter22
          curl -u admin:hunter22 https://a.example                   ¦ hunter22
          mysql -u root -phunter22 shop                              ¦ hunter22
          redis-cli -h cache -a hunter22 ping                        ¦ hunter22
          sqlcmd -S db -U sa -P Pa$$w0rd12 -Q "select 1"             ¦ Pa$$w0rd12
          slack --token xoxb-1234567890                              ¦ xoxb-1234567890
          """)
  void findsSecretsByTheirNames(String text, String secret) {
    assertThat(Secrets.find(text))
        .extracting(span -> text.substring(span.start(), span.end()))
        .containsExactly(secret);
    assertThat(Secrets.removed(text)).doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "az login --password $PASSWORD",
        "az login --password \"$PASSWORD\"",
        "az login --password ${password}",
        "az login --password <password>",
        "az login --password '<your password>'",
        "az login --password ***",
        "az login --password MY_PASSWORD",
        "az login --password=%PASSWORD%",
        "az login --password @secret.txt",
        "az login --password your-password",
        "az storage blob list --account-key $(az storage account keys list)",
        "az keyvault secret show --name db-password",
        "az keyvault key show --key-name orders",
        "kubectl get secret orders --token-ttl 5m",
        "Authorization: Bearer <token>",
        "Authorization: Bearer ${token}",
        "Authorization: Basic $BASIC",
        "Ocp-Apim-Subscription-Key: {key}",
        "the header Authorization: Bearer is missing",
        "postgresql://app:${password}@db.example/shop",
        "postgresql://user:password@db.example/shop",
        "postgresql://app:***@db.example/shop",
        "https://a.example:8443/path@v1",
        "http://localhost:8080/@me",
        "Server=db;User Id=app;Password=<password>;",
        "export PGPASSWORD=$(az keyvault secret show)",
        "TOKEN=...",
        "The password: it is wrong. Use --password to give one.",
        "mysql -u root -p shop",
        "curl -u admin:$PASS https://a.example",
        "psql -h db -p 5432 -U app",
        "redis-cli -h cache -p 6379 -a $PASS ping",
      })
  void leavesPlaceholdersAlone(String text) {
    assertThat(Secrets.find(text)).isEmpty();
  }
}
