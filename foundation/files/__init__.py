"""Files: what people hand in and what the house makes, known by content, shown only by policy.

``intake.receive`` takes an upload, ``store.keep_bytes`` what we made, ``policy.register`` says who may
open a purpose, ``reduce.for_oss`` and ``links.for_oss`` give OSS its copy. ``sandbox`` opens
strangers' files in a process of its own; ``upkeep`` checks, rescans and sweeps in the worker.

The pattern of an upload page. Each file is a form of its own, so a refused one loses nothing else:

    {% upload_form upload_url id="unggah-3" error=refusal %}         template; the field is "berkas"

    def upload(request, nomor, line):                                view, at most this long
        file = get_object_or_404(visible_to(request.actor), …)
        try:
            actions.attach(requirement, request.FILES.get("berkas"), actor=request.actor)
        except FileRefused as no:                                    from foundation.files.intake
            return render(request, page, {…, "refusal": str(no)}, status=no.status)      422, 413 or 507
        return redirect(…)                                           303/302: reload repeats nothing

- Show the file by ``{% url "file_viewer" file.public_id %}``; a picture of page 1 by
  ``{% url "file_page" file.public_id 1 %}``. Never link ``file.path``.
- ``file.is_usable`` is False while the virus scanner has not answered; do not submit such a file.
- Bodies over 20 MB never reach the view: the 413 page answers (upload/too_large.py).
- Evidence that OSS will fetch: ``receive(…, must_fit_oss=True)`` makes its 2 MB copy now or refuses with advice.
- Call ``receive`` outside ``transaction.atomic``: the check takes a second and must not hold a lock.
"""
