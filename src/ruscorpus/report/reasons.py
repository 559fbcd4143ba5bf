"""Why a document was not read, or wants a look, in the language of the report.

Messages are English, as all that the program says on the terminal; a Thai report says first what is meant.
"""

from __future__ import annotations

THAI = {
    "file-unreadable": "ระบบไม่ให้เปิดไฟล์",
    "empty-file": "ไฟล์ว่าง",
    "no-text": "ไม่มีข้อความ ถ้าเป็นภาพสแกนต้องแปลงเป็นข้อความ (OCR) ก่อน",
    "pages-without-text": "บางหน้าเป็นภาพและไม่ได้อ่าน ถ้าเป็นหน้าสแกนต้องแปลงเป็นข้อความ (OCR) ก่อน",
    "undecodable": "ไม่ใช่ข้อความ หรือไม่รู้จักรหัสอักขระ",
    "inferred-encoding": "ไฟล์ไม่ใช่ UTF-8 รหัสอักขระได้จากการคาดเดา",
    "type-mismatch": "เนื้อไฟล์ไม่ตรงกับนามสกุลของไฟล์",
    "damaged-text": "บางไบต์ในไฟล์เสียหาย",
    "broken-archive": "ไฟล์เสียหาย",
    "broken-docx": "ไฟล์ Word เสียหาย ลองเปิดแล้วบันทึกใหม่",
    "broken-epub": "ไฟล์ EPUB เสียหาย",
    "encrypted-archive": "ไฟล์มีรหัสผ่าน",
    "encrypted-office": "ไฟล์มีรหัสผ่าน",
    "encrypted-epub": "หนังสือมีการป้องกันการคัดลอก",
    "broken-pdf": "ไฟล์ PDF เสียหายหรือไม่ครบ ลองเปิดแล้วพิมพ์เป็น PDF ใหม่",
    "broken-page": "บางหน้าอ่านได้ไม่ครบ",
    "encrypted-pdf": "ไฟล์ PDF มีรหัสผ่าน",
    "not-a-document": "ไม่ใช่เอกสารชนิดที่อ่านได้",
    "interrupted": "หยุดการทำงานก่อนถึงเอกสารนี้",
    "timeout": "ใช้เวลาเกินกำหนด",
    "too-large": "ใหญ่เกินกำหนด",
    "too-many-pages": "จำนวนหน้าเกินกำหนด อ่านเฉพาะหน้าแรก ๆ",
    "out-of-memory": "ต้องใช้หน่วยความจำเกินกำหนด",
    "worker-lost": "งานถูกยุติกลางคัน",
    "crash": "โปรแกรมขัดข้อง",
}
"""What the slugs of documents say; docs/problems.md has them in full."""


def reason(slug: str, message: str, language: str) -> str:
    """Return *message*, in a Thai report behind what it means; not escaped."""
    meant = THAI.get(slug, "") if language == "th" else ""
    return f"{meant} ({message})" if meant and message else meant or message
