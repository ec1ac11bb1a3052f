select f.incident, f.node, f.asked, f.failed, f.failure, f.took_ms
from fact_visit f where f.asked > 0 and {filters}
