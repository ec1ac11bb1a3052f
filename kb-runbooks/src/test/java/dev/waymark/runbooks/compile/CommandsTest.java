package dev.waymark.runbooks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.compile.CommandEffect.Change;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in the forms in which people write them: quoted, wrapped, behind prompts and flags. */
class CommandsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¶',
      textBlock =
          """
          docker-compose down                                   ¦ down ¦ down
          docker-compose -p shop up -d                          ¦ up ¦ up
          docker compose -f a.yml down                          ¦ compose -f a.yml down ¦ compose down
          docker compose exec -T db psql -c 'drop table x'      ¦ 'drop table x' ¦ drop
          docker container exec web rm /x                       ¦ rm ¦ rm
          nomad alloc exec 5f3a rm /x                           ¦ rm ¦ rm
          kubectl --request-timeout 5s delete pod a             ¦ delete ¦ delete
          kubectl rollout -n shop restart deployment/orders     ¦ rollout -n shop restart ¦ rollout restart
          kubectl exec a -- my-tool restart                     ¦ restart ¦ restart
          my-tool restart orders                                ¦ restart ¦ restart
          rabbitmqctl purge_queue orders                        ¦ purge_queue ¦ purge_queue
          ssh db1 'systemctl restart nginx'                     ¦ 'systemctl restart nginx' ¦ restart
          ssh -L 1:db:2 -i key db1 'df -h && reboot'            ¦ 'df -h && reboot' ¦ reboot
          ssh db1 systemctl restart nginx                       ¦ restart ¦ restart
          su - postgres -c "psql -c 'drop table x'"             ¦ "psql -c 'drop table x'" ¦ drop
          watch -d kubectl delete pod a                         ¦ delete ¦ delete
          watch -n 5 'kubectl delete pod a'                     ¦ 'kubectl delete pod a' ¦ delete
          eval 'kubectl delete pod a'                           ¦ 'kubectl delete pod a' ¦ delete
          bash -c 'kubectl exec a -- x; rm -rf /data'           ¦ 'kubectl exec a -- x; rm -rf /data' ¦ rm
          bash --norc -c 'rm x'                                 ¦ 'rm x' ¦ rm
          cmd /c net stop W3SVC                                 ¦ net stop W3SVC ¦ stop
          powershell -NoProfile -exec bypass -Command net stop W3SVC ¦ net stop W3SVC ¦ stop
          net user bob /delete                                  ¦ /delete ¦ /delete
          psql -c "DELETE FROM \\"Orders\\" WHERE id IN (1, 2)" ¦ "DELETE FROM \\"Orders\\" WHERE id IN (1, 2)" ¦ DELETE
          sqlcmd -Q "WITH d AS (SELECT 1) DELETE d FROM t"      ¦ "WITH d AS (SELECT 1) DELETE d FROM t" ¦ DELETE d FROM
          psql -c 'explain analyze delete from t'               ¦ 'explain analyze delete from t' ¦ delete from
          psql -c 'explain (analyze, buffers) delete from t'    ¦ 'explain (analyze, buffers) delete from t' ¦ delete from
          bq query --use_legacy_sql=false 'DELETE FROM d.t'     ¦ 'DELETE FROM d.t' ¦ DELETE
          bq rm -f d.t                                          ¦ rm ¦ rm
          mysql -uroot -e'drop table x'                         ¦ -e'drop table x' ¦ drop
          curl -fd a=1 https://a.example/                       ¦ -fd ¦ -fd
          curl -fsSd '{}' https://a.example/                    ¦ -fsSd ¦ -fsSd
          curl -da=1 https://a.example/                         ¦ -da=1 ¦ -da
          curl -sX PATCH https://a.example/                     ¦ -sX ¦ PATCH
          curl -sXpatch https://a.example/                      ¦ -sXpatch ¦ PATCH
          curl --json '{}' https://a.example/                   ¦ --json ¦ --json
          curl --upload-file=a https://a.example/               ¦ --upload-file=a ¦ --upload-file
          redis-cli --cluster failover a:1                      ¦ failover ¦ failover
          redis-cli --pipe                                      ¦ --pipe ¦ --pipe
          redis-cli cluster addslots 1                          ¦ cluster ¦ cluster
          redis-cli client UNPAUSE                              ¦ client ¦ client
          redis-cli acl setuser bob                             ¦ acl ¦ acl
          redis-cli -h cache -a x -n 2 --user bob flushdb       ¦ flushdb ¦ flushdb
          find . -name '*.log' -exec rm {} \\;                  ¦ rm ¦ rm
          find . -okdir mv {} /tmp +                            ¦ mv ¦ mv
          find . -name a -fprint /etc/x                         ¦ -fprint ¦ -fprint
          sed -si 's/a/b/' x                                    ¦ -si ¦ -si
          sed --in-place=.bak 's/a/b/' x                        ¦ --in-place=.bak ¦ --in-place=.bak
          iptables --flush                                      ¦ --flush ¦ --flush
          ip6tables -P INPUT DROP                               ¦ -P ¦ -P
          nft flush ruleset                                     ¦ flush ¦ flush
          ip -6 route replace default via fd00::1               ¦ replace ¦ replace
          ip link set eth0 down                                 ¦ set ¦ set
          nmcli connection down eth0                            ¦ down ¦ down
          sc failure W3SVC                                      ¦ failure ¦ failure
          crontab jobs.txt                                      ¦ jobs.txt ¦ jobs.txt
          crontab                                               ¦ crontab ¦ crontab
          sysctl net.ipv4.ip_forward=1                          ¦ net.ipv4.ip_forward=1 ¦ net.ipv4.ip_forward=1
          sysctl --system                                       ¦ --system ¦ --system
          root@db1:~# systemctl restart nginx                   ¦ restart ¦ restart
          [root@db1 ~]# systemctl restart nginx                 ¦ restart ¦ restart
          azureuser@vm:/var/log$ sudo rm x                      ¦ rm ¦ rm
          C:\\Users\\a>del x                                    ¦ del ¦ del
          PS C:\\> Remove-Item "C:\\temp\\"                     ¦ Remove-Item ¦ Remove-Item
          for p in a b; do kubectl delete pod $p; done          ¦ delete ¦ delete
          if ! kubectl get pod a; then helm rollback a; fi      ¦ rollback ¦ rollback
          kubectl get pods # don't worry§rm -rf /x              ¦ rm ¦ rm
          echo 'a;b' | xargs -n 1 kill                          ¦ kill ¦ kill
          echo `rm x`                                           ¦ rm ¦ rm
          echo $(rm x)                                          ¦ rm ¦ rm
          kubectl apply -f - <<EOF                              ¦ apply ¦ apply
          kubectl get pods \\§  && kubectl delete pod a         ¦ delete ¦ delete
          nsenter -t 1 -m kill 7                                ¦ kill ¦ kill
          chroot /mnt rm x                                      ¦ rm ¦ rm
          timeout -s KILL 5 rm x                                ¦ rm ¦ rm
          nice -n 10 ionice -c 2 rm x                           ¦ rm ¦ rm
          mkfs.ext4 /dev/sdb                                    ¦ mkfs.ext4 ¦ mkfs.ext4
          mount /dev/sdb /x                                     ¦ mount ¦ mount
          /usr/bin/RM.EXE x                                     ¦ /usr/bin/RM.EXE ¦ rm
          $result = Stop-Service x                              ¦ Stop-Service ¦ Stop-Service
          Invoke-Sqlcmd -Query "drop table x"                   ¦ "drop table x" ¦ drop
          Invoke-WebRequest https://a.example -Method DELETE    ¦ DELETE ¦ DELETE
          Clear-Content a.log                                   ¦ Clear-Content ¦ Clear-Content
          stop-service W3SVC                                    ¦ stop-service ¦ stop-service
          mongosh --eval 'db.x.dropIndex("a")'                  ¦ 'db.x.dropIndex("a")' ¦ drop
          az vm run-command invoke -n a                         ¦ invoke ¦ invoke
          az rest --method=PUT --url https://a.example/         ¦ --method=PUT ¦ PUT
          az rest --url https://a.example/ --body '{}'          ¦ --body ¦ --body
          aws --region=eu-1 ec2 stop-instances                  ¦ stop-instances ¦ stop-instances
          gcloud sql instances restart-replica a                ¦ restart-replica ¦ restart-replica
          """)
  void changesSomethingWhereItSays(String written, String at, String what) {
    String script = written.replace('§', '\n');
    Change change = CommandEffect.of(script).orElseThrow(() -> new AssertionError("only reads"));
    assertThat(change.what()).isEqualTo(what);
    assertThat(change.certain()).isTrue();
    assertThat(script.substring(change.from(), change.to())).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          kubectl exec -it orders-1 -- bash        ¦ bash
          kubectl exec orders-1                    ¦ exec
          kubectl exec orders-1 -- drop-caches     ¦ drop-caches
          docker compose exec db sh                ¦ sh
          find . -exec ./mend {} +                 ¦ mend
          kubectl frobnicate pod a                 ¦ frobnicate
          kubectl auth frobnicate                  ¦ auth frobnicate
          Invoke-Command -ComputerName a { hostname } ¦ Invoke-Command
          redis-cli --eval mend.lua                ¦ --eval
          bash mend.sh                             ¦ bash
          su - postgres                            ¦ su
          powershell -File mend.ps1                ¦ powershell
          """)
  void mayChangeSomething(String script, String what) {
    Change change = CommandEffect.of(script).orElseThrow(() -> new AssertionError("only reads"));
    assertThat(change.what()).isEqualTo(what);
    assertThat(change.certain()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker-compose ps",
        "docker compose -f a.yml ps",
        "docker compose -p shop -f a.yml logs web",
        "docker compose exec -T db cat /etc/hosts",
        "docker compose",
        "kubectl rollout -n shop status deployment/orders",
        "kubectl --request-timeout 5s get pods",
        "kubectl",
        "kubectl auth can-i delete pods",
        "kubectl cp shop/pod:/var/log ./log -c app",
        "git -C /srv -c core.pager=cat log",
        "rabbitmq-diagnostics check_running",
        "rabbitmqctl list_queues name messages",
        "ssh db1",
        "ssh -o StrictHostKeyChecking=no db1 'df -h; uptime'",
        "ssh db1 \"psql -c \\\"select 1\\\"\"",
        "su - postgres -c 'psql -c \"select 1\"'",
        "watch -d df -h",
        "watch 'kubectl get pods | grep orders'",
        "sudo -i",
        "time",
        "bash -c 'df -h'",
        "cmd /c dir C:\\temp",
        "powershell -Command Get-Service W3SVC",
        "psql -c \"select * from \\\"update\\\" where a in (1, 2)\"",
        "psql -c 'explain delete from t'",
        "psql -c 'select 1; explain (verbose) update t set a = 1'",
        "psql -c 'begin; start transaction read only; select 1'",
        "psql -c \"select /* delete from t */ 'it''s; drop table x'\"",
        "bq query --use_legacy_sql=false 'SELECT 1'",
        "bq show d.t",
        "wget -m https://a.example/",
        "wget -X /tmp -r https://a.example/",
        "curl -HX-Foo:d https://a.example/",
        "curl -uJoeT:d https://a.example/",
        "curl -fso/dev/null https://a.example/",
        "curl -sG -d q=1 https://a.example/",
        "curl -d q=1 --get https://a.example/",
        "curl -A Fd -e dT https://a.example/",
        "curl -4 https://a.example/",
        "redis-cli --scan --pattern 'session:*'",
        "redis-cli --tls --cacert /etc/ca.crt ping",
        "redis-cli --cluster check a:1",
        "redis-cli get set",
        "redis-cli hget kill reset",
        "redis-cli XPENDING s g",
        "redis-cli acl whoami",
        "redis-cli --bigkeys -i 0.1",
        "find /var/log -name '*.log' -exec ls -lh {} \\;",
        "find . -type f -exec grep -l restart {} +",
        "find . -exec",
        "sed -e 's/i/j/' x",
        "iptables -L -n -v",
        "nft list ruleset",
        "ip -4 route show default",
        "ip -br link",
        "nmcli device status",
        "net use",
        "reg query HKLM\\A",
        "crontab -l -u root",
        "sysctl -a",
        "sysctl vm.swappiness",
        "for verb in start stop; do echo $verb; done",
        "case start in a) ls;; esac",
        "[ \"$x\" = start ] && ls",
        "read -p 'delete? ' answer",
        "get-service start",
        "Get-Content delete.txt | Select-Object -First 5",
        "Stop-Process -Name x -WhatIf",
        "New-PSSession db1",
        "echo \"say \\\"hi; rm -rf /\\\"\"",
        "echo 'rm -rf / ; reboot'",
        "echo a \\; rm",
        "grep \"don't\" x",
        "# rm -rf /",
        "ls # rm -rf / ; reboot",
        "az",
        "az --version",
        "az account clear",
        "az config set defaults.group=a",
        "mongosh --eval 'db.orders.find({deleted: true})'",
        "mount",
        "nice -n 5",
        "A=1",
        "timeout",
        "$x = 5",
      })
  void onlyReads(String script) {
    assertThat(CommandEffect.of(script)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          SELECT 1§GO§DROP TABLE x ¦ DROP
          use x;  ( delete from t )   ¦ delete
          insert   into t values (1)  ¦ insert
          select 1 where exists (select 1); UPDATE a.b SET c = 1 ¦ UPDATE
          with a as (select 1)§merge§into t using a ¦ merge into
          select * into outfile '/tmp/x' from t ¦ into outfile
          set   persist x = 1         ¦ set persist
          dbcc  shrinkfile (a)        ¦ dbcc shrinkfile
          select setval('s', 1)       ¦ setval
          exec xp_cmdshell 'dir'      ¦ xp_cmdshell
          -- just look§truncate t    ¦ truncate
          """)
  void statementsThatChange(String sql, String what) {
    assertThat(SqlEffect.change(sql.replace('§', '\n'))).contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";;",
        "select 1",
        "select 'go\ndrop table x'",
        "-- drop table x",
        "/* drop table x; */ select 1",
        "show tables",
        "describe t",
        "explain select 1",
        "explain update t set a = 1",
        "set search_path = a",
        "start transaction; select 1; commit",
        "START  TRANSACTION",
        "select updated, deleted from inserts",
        "use orders\nGO\nselect 1\nGO",
      })
  void statementsThatRead(String sql) {
    assertThat(SqlEffect.change(sql)).isEmpty();
  }

  /** Whatever stands around a command, it's found, at its place. */
  @Test
  void findsAChangeInAnyCompany() {
    Random random = new Random(41);
    List<String> readers =
        List.of(
            "ls",
            "grep 'a;b' x",
            "echo \"it's; (fine)\"",
            "kubectl get pods -l 'a in (b)'",
            "jq '.a | .b' x",
            "curl -s \"https://a.example/?a=1&b=2\"",
            "echo a\\;b",
            "cat x # not this one; it's fine");
    List<String> changes =
        List.of("rm x", "kubectl delete pod a", "sudo -u a reboot", "az vm stop");
    Set<String> words = Set.of("rm", "delete", "reboot", "stop");
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder script = new StringBuilder();
      int before = random.nextInt(4);
      for (int n = 0; n < before; n++) {
        String reader = readers.get(random.nextInt(readers.size()));
        script.append(reader);
        script.append(
            reader.contains("#")
                ? "\n"
                : List.of("\n", " | ", " && ", "; ").get(random.nextInt(4)));
      }
      int from = script.length();
      script.append(changes.get(random.nextInt(changes.size())));
      int to = script.length();
      script.append(
          List.of("", "\n", " # it's done", "; ls", " | tee-less x").get(random.nextInt(4)));
      Change change = CommandEffect.of(script.toString()).orElseThrow();
      assertThat(words).as(script.toString()).contains(change.what());
      assertThat(change.from()).as(script.toString()).isBetween(from, to);
      assertThat(script.substring(change.from(), change.to())).isEqualTo(change.what());
      seen.add(change.what());
    }
    assertThat(seen).isEqualTo(new TreeSet<>(words));
  }

  /** Any text is judged, and a change lies within it. */
  @Test
  void standsAnyText() {
    Random random = new Random(42);
    String alphabet = "ab -'\"\\\n;|&()`$#=/{}@%<>é😀";
    int[] points = alphabet.codePoints().toArray();
    List<String> words =
        List.of("rm", "bash", "-c", "curl", "-X", "ssh", "find", "-exec", "redis-cli", "az", "sed");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        if (random.nextInt(4) == 0) {
          text.append(words.get(random.nextInt(words.size()))).append(' ');
        } else {
          text.appendCodePoint(points[random.nextInt(points.length)]);
        }
      }
      String script = text.toString();
      CommandEffect.of(script)
          .ifPresent(
              change -> {
                assertThat(change.from()).as(script).isBetween(0, change.to());
                assertThat(change.to()).as(script).isBetween(change.from() + 1, script.length());
                assertThat(change.what().toLowerCase(Locale.ROOT)).as(script).isNotBlank();
              });
    }
  }
}
