"""/api/oss/<method>: checked by token, kept, answered at once. A repeat is "1" as well, else OSS sends for ever."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.access import machine
from oss_bridge.contract.methods import TO_OFFICE
from oss_bridge.inbound import inbox

MOST_BYTES = 2 * 1024 * 1024


@csrf_exempt
@machine
@require_POST
def receive(request: HttpRequest, method: str) -> JsonResponse:
    """One push of OSS. 401 for a wrong token, "2" for what cannot be read, "1" for what is kept."""
    push = TO_OFFICE.get(method)
    if push is None:
        return JsonResponse({"status": "2", "keterangan": "Service tidak ditemukan"}, status=404)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return JsonResponse(push.answer(is_taken=False, sentence="Isi terlalu besar"), status=413)
    try:
        inbox.take_in(method, request.body, request.headers.get("Token", ""))
    except inbox.BadToken:
        return JsonResponse(push.answer(is_taken=False, sentence="User Akses Tidak Valid"), status=401)
    except inbox.UnreadableBody as garbled:
        return JsonResponse(push.answer(is_taken=False, sentence=str(garbled)[:200]), status=400)
    return JsonResponse(push.answer(is_taken=True))
