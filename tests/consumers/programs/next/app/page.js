"use client";
import { useEffect } from "react";

export default function Page() {
  useEffect(() => {
    import("../page.js");
  }, []);
  return "A page that uses glassnet";
}
