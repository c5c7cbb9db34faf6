from ninja import NinjaAPI

api = NinjaAPI(title="Hongban 红板", version="1", urls_namespace="api-1", docs_url=None)
