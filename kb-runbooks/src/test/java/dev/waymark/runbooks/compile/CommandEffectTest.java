package dev.waymark.runbooks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandEffectTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          kubectl drain node-1 --ignore-daemonsets            ¦ drain
          kubectl -n shop cordon node-1                       ¦ cordon
          kubectl --context prod taint nodes a k=v:NoSchedule ¦ taint
          kubectl label pod a b=c                             ¦ label
          kubectl annotate pod a b=c                          ¦ annotate
          kubectl rollout restart deployment/orders           ¦ rollout restart
          kubectl set image deploy/a a=b                      ¦ set
          kubectl cp ./a.conf pod:/etc/a.conf                 ¦ cp
          kubectl exec x -- rm -rf /data                      ¦ rm
          kubectl exec -it x -n shop -c app -- sh -c 'kill 1' ¦ kill
          oc adm policy add-scc-to-user privileged x || oc delete pod x ¦ delete
          helm upgrade orders ./chart                         ¦ upgrade
          helm uninstall orders                               ¦ uninstall
          docker rm -f orders                                 ¦ rm
          docker compose down                                 ¦ compose down
          podman exec db psql -U app -c 'delete from orders'  ¦ delete
          terraform apply -auto-approve                       ¦ apply
          terraform -chdir=prod destroy                       ¦ destroy
          terraform state rm module.a                         ¦ state rm
          sudo systemctl restart nginx                        ¦ restart
          service nginx reload                                ¦ reload
          sudo -u postgres psql -c "drop table x"             ¦ drop
          psql -d shop --command="UPDATE orders SET a = 1"    ¦ UPDATE
          psql -Atc "select pg_terminate_backend(7)"          ¦ pg_terminate_backend
          psql -c "with d as (delete from t returning *) select * from d" ¦ delete from
          mysql -e 'SELECT 1; TRUNCATE orders'                ¦ TRUNCATE
          mysql -e "SET GLOBAL max_connections = 5"           ¦ SET GLOBAL
          sqlcmd -S db -Q "EXEC sp_configure 'x', 1"          ¦ sp_configure
          sqlite3 a.db "insert into t values (1)"             ¦ insert
          redis-cli FLUSHALL                                  ¦ FLUSHALL
          redis-cli -h cache -p 6379 set a 1                  ¦ set
          redis-cli DEL a                                     ¦ DEL
          redis-cli config set maxmemory 1gb                  ¦ config
          mongosh --eval 'db.orders.deleteMany({})'           ¦ delete
          curl -X POST https://a.example/restart              ¦ POST
          curl -sXDELETE https://a.example/1                  ¦ DELETE
          curl --request=PUT https://a.example/1              ¦ PUT
          curl -s https://a.example/ --data 'a=1'             ¦ --data
          curl -d @body.json https://a.example/               ¦ -d
          curl -T dump.tar https://a.example/                 ¦ -T
          curl -F file=@a https://a.example/                  ¦ -F
          wget --post-data='a=1' https://a.example/           ¦ --post-data
          wget --method=DELETE https://a.example/             ¦ DELETE
          http PUT https://a.example/ a=1                     ¦ PUT
          az rest --method delete --url /subscriptions/1      ¦ DELETE
          az rest -m post --url https://a.example/            ¦ POST
          az vm start --name a                                ¦ start
          az aks nodepool upgrade -n a                        ¦ upgrade
          az keyvault secret set --name a                     ¦ set
          az webapp deployment slot swap -n a                 ¦ swap
          gcloud compute --project=a disks create d           ¦ create
          aws ec2 terminate-instances --instance-ids i-1      ¦ terminate-instances
          aws s3 rm s3://a/b                                  ¦ rm
          rm -rf /tmp/x                                       ¦ rm
          sudo kill -9 12                                     ¦ kill
          find /var/log -name '*.gz' -delete                  ¦ -delete
          sed -i 's/a/b/' /etc/x                              ¦ -i
          ps aux | xargs kill                                 ¦ kill
          FOO=1 env BAR=2 timeout 5 systemctl stop x          ¦ stop
          ssh -i key db1 sudo reboot                          ¦ reboot
          bash -c "kubectl get pods && kubectl delete pod a"  ¦ delete
          etcdctl --endpoints=a defrag                        ¦ defrag
          vault kv put secret/a b=c                           ¦ kv put
          argocd app sync orders                              ¦ app sync
          iptables -F                                         ¦ -F
          reg add HKLM\\A /v B                                ¦ add
          sc stop W3SVC                                       ¦ stop
          Restart-Service W3SVC                               ¦ Restart-Service
          Set-AzVMExtension -Name a                           ¦ Set-AzVMExtension
          Get-Process x | Stop-Process -Force                 ¦ Stop-Process
          pwsh -c "Remove-Item C:\\x"                         ¦ Remove-Item
          Invoke-RestMethod -Uri https://a -Method Post       ¦ Post
          nodetool compact                                    ¦ compact
          anytool restart orders                              ¦ restart
          """)
  void changes(String command, String what) {
    assertThat(CommandEffect.of(command))
        .hasValueSatisfying(
            change -> {
              assertThat(change.what()).isEqualTo(what);
              assertThat(change.certain()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl exec -it orders-1 -- bash",
        "kubectl exec orders-1 -- /app/check --all",
        "oc rsh orders-1",
        "oc adm policy add-scc-to-user privileged x",
        "docker exec -it orders sh",
        "docker pull orders",
        "bash mend.sh",
      })
  void mayChange(String command) {
    assertThat(CommandEffect.of(command))
        .hasValueSatisfying(change -> assertThat(change.certain()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl get pods -l app=set -o json",
        "kubectl -n shop describe pod create",
        "kubectl logs restart-1 --previous",
        "kubectl exec orders-1 -- cat /etc/resolv.conf",
        "kubectl exec -it orders-1 -n shop -- sh -c 'df -h | grep data'",
        "kubectl exec etcd-0 -- etcdctl endpoint health",
        "kubectl rollout status deployment/orders",
        "kubectl config use-context prod",
        "kubectl cp pod:/var/log ./log",
        "oc adm top nodes",
        "helm history orders",
        "docker inspect orders",
        "terraform plan",
        "terraform state list",
        "systemctl status restart.service",
        "journalctl -u start --since '1 hour ago'",
        "psql -c 'select * from updates'",
        "psql -c '\\dt'",
        "psql -Atc \"select 'drop table x'\"",
        "psql -c 'explain select 1 -- delete'",
        "mysql -e 'SHOW PROCESSLIST'",
        "sqlcmd -Q \"SELECT * FROM sys.dm_exec_requests\"",
        "redis-cli -h cache info memory",
        "redis-cli --latency",
        "redis-cli config get maxmemory",
        "mongosh --eval 'db.orders.find()'",
        "curl -sS https://a.example/health",
        "curl -G https://a.example/ --data-urlencode 'q=1'",
        "curl -X GET https://a.example/",
        "curl -m 5 -o /dev/null -w '%{http_code}' https://a.example/",
        "curl -fsSL https://a.example/",
        "curl -X POST https://prometheus.example/api/v1/query -d 'query=up'",
        "curl -XPOST 'https://es.example/logs/_search?size=1' -d '{}'",
        "wget -qO- https://a.example/",
        "az rest --method get --url /subscriptions/1",
        "az rest --url https://a.example/",
        "az rest --method post --url"
            + " https://management.azure.com/providers/Microsoft.ResourceGraph/resources?api-version=1",
        "az vm list --query \"[?name=='restart']\"",
        "az backup job list -g restore",
        "az account set -s prod",
        "az keyvault secret show --name delete",
        "az monitor log-analytics query -w a --analytics-query 'T'",
        "aws ec2 describe-instances",
        "gcloud compute instances list",
        "grep restart /var/log/syslog",
        "find / -name start",
        "sed -n '1,5p' /etc/x",
        "ip addr show",
        "netsh interface ip show config",
        "mount | grep data",
        "vault kv get secret/a",
        "Get-Service | Where-Object Status -eq Stopped",
        "$x = New-Object PSObject",
        "Set-Location C:\\x",
        "Start-Sleep 5",
        "Invoke-WebRequest https://a.example/",
        "Test-NetConnection db -Port 5432",
        "# kubectl delete pod a",
        "Number  Start (sector)    End (sector)",
        "",
      })
  void reads(String command) {
    assertThat(CommandEffect.of(command)).isEmpty();
  }
}
